import { MessageReader } from './postgres-messages';

export type Direction = 'toServer' | 'toClient';

/** Bytes on their way through one connection, and the statements that a client executes with them. */
export interface Passage {
  readonly connection: object;
  readonly direction: Direction;
  readonly chunk: Buffer;
  readonly statements: readonly string[];
}

/** How many bytes of the chunk may pass, and whether the connection breaks after them. */
export interface Verdict {
  readonly pass: number;
  readonly cut: boolean;
}

/** Decides once: a cut that has happened is gone. */
export type Cut = (passage: Passage) => Verdict;

const passWhole = ({ chunk }: Passage): Verdict => ({ pass: chunk.length, cut: false });
const hold: Verdict = { pass: 0, cut: false };
const cutHere: Verdict = { pass: 0, cut: true };

/** Lets exactly so many bytes through in one direction, counted over each connection from now. */
export function cutAfterBytes(bytes: number, direction: Direction): Cut {
  const passed = new WeakMap<object, number>();
  return (passage) => {
    if (passage.direction !== direction) return passWhole(passage);
    const before = passed.get(passage.connection) ?? 0;
    passed.set(passage.connection, before + passage.chunk.length);
    const left = bytes - before;
    return passage.chunk.length > left ? { pass: left, cut: true } : passWhole(passage);
  };
}

/** The server never sees the statement. */
export function cutBefore(statement: RegExp): Cut {
  return (passage) => (executes(passage, statement) ? cutHere : passWhole(passage));
}

/** The server has done the statement and says so; the client never hears it. */
export function cutAfter(statement: RegExp): Cut {
  const answers = new WeakMap<object, MessageReader>();
  return (passage) => {
    if (executes(passage, statement)) answers.set(passage.connection, new MessageReader(false));
    const answer = answers.get(passage.connection);
    if (passage.direction === 'toServer' || !answer) return passWhole(passage);
    const isReady = answer.push(passage.chunk).some(({ type }) => type === 'Z');
    return isReady ? cutHere : hold;
  };
}

const executes = ({ statements }: Passage, pattern: RegExp): boolean =>
  statements.some((statement) => pattern.test(statement));
