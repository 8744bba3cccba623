// Prisma's query compiler is WebAssembly, which every spec file and every child process compiles anew: once, and not
// again for a speed that pays only in a process that lives long.
require('node:v8').setFlagsFromString('--liftoff-only');
