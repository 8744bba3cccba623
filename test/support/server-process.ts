import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'src/main.ts');
const TYPESCRIPT = ['--require', join(ROOT, 'test/support/register-typescript.cjs')];
const FAULTS = ['--require', join(ROOT, 'test/support/crash-points/cause-faults.ts')];
const START_MS = 60_000;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The application as its own process, started by the entry point that an operator starts. */
export class ServerProcess {
  readonly ended: Promise<Ended>;
  private output = { stdout: '', stderr: '' };
  private address: string | undefined;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      ...this.output,
    }));
    child.stderr!.on('data', (chunk: Buffer) => (this.output.stderr += chunk.toString()));
  }

  /** Begins, and nothing more. It has the given variables and no other of ours but PATH. */
  static spawn(variables: NodeJS.ProcessEnv): ServerProcess {
    const args = [...TYPESCRIPT, ...(variables.TEST_FAULTS ? FAULTS : []), MAIN];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { PATH: process.env.PATH, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new ServerProcess(child);
    const outliveNobody = () => child.kill('SIGKILL');
    process.once('exit', outliveNobody);
    void server.ended.then(() => process.off('exit', outliveNobody));
    createInterface(child.stdout!).on('line', (line) => server.read(line));
    return server;
  }

  /** Begins, and serves. */
  static async start(variables: NodeJS.ProcessEnv): Promise<ServerProcess> {
    const server = ServerProcess.spawn({
      NODE_ENV: 'test',
      DEMO_MODE: 'false',
      HOST: '127.0.0.1',
      PORT: '0',
      SHUTDOWN_NOTICE_MS: '300',
      ...variables,
    });
    const tooLate = setTimeout(() => server.child.kill('SIGKILL'), START_MS);
    const { stderr } = (await Promise.race([server.serving, server.ended])) ?? {};
    clearTimeout(tooLate);
    if (!server.address) throw new Error(`the server did not come up\n${server.output.stdout}\n${stderr}`);
    return server;
  }

  get url(): string {
    return this.address!;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What killed it. */
  get signal(): NodeJS.Signals | null {
    return this.child.signalCode;
  }

  /** It does nothing, and what it holds it goes on holding. */
  get isHanging(): boolean {
    const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', `${this.child.pid}`], { encoding: 'utf8' });
    return stdout.startsWith('T');
  }

  goOn(): void {
    this.child.kill('SIGCONT');
  }

  /** As the machine's power would end it. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** As an operator ends it. */
  async stop(): Promise<Ended> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  private serve!: () => void;
  private readonly serving = new Promise<void>((resolve) => (this.serve = resolve));

  private read(line: string): void {
    this.output.stdout += `${line}\n`;
    const port = /Tillbook serves http:\/\/localhost:(\d+)/.exec(line)?.[1];
    if (!port) return;
    this.address = `http://127.0.0.1:${port}`;
    this.serve();
  }
}
