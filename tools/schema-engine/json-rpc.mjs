import { createInterface } from 'node:readline';

/** What JSON-RPC calls differently from the WebAssembly engine. */
const renamed = { getDatabaseVersion: 'version' };

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

/** Answers one request a line, in order, until stdin ends. */
export async function serveJsonRpc(start) {
  let started;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const request = JSON.parse(line);
    if (request.method === undefined) continue; // the CLI's receipt for a `print` of ours
    started ??= start();
    await answer(await started, request);
  }
}

async function answer({ engine, describeError }, { id, method, params }) {
  try {
    const result = await engine[renamed[method] ?? method](params);
    send({ id, result: method === 'diff' ? printed(result, id) : (result ?? {}) });
  } catch (error) {
    const message = 'An error happened. Check the data field for details.';
    send({ id, error: { code: 4466, message, data: describeError(error) } });
  }
}

/** The native engine prints a diff by calling the CLI back; the WebAssembly one returns it. */
function printed(result, id) {
  if (!result.stdout) return result;
  send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
  return { ...result, stdout: null };
}
