'use strict';

const moduleMap = require('./.module-map.cjs');

const GENERATED = '^src/platform/database/generated/';
const SPEC = '\\.spec\\.ts$';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const npm = (...packages) => `(^|/)node_modules/(@types/)?(${packages.join('|')})/`;
const node = (...names) => `^(node:)?(${names.join('|')})$`;
const folder = (...names) => `^src/modules/([^/]+)/(${names.join('|')})/`;
const own = (...names) => `^src/modules/$1/(${names.join('|')})/`;

const neighbours = Object.entries(moduleMap).map(([name, allowed]) =>
  forbid(
    'modules-know-only-their-neighbours',
    'The graph of the modules is a decision, kept in .module-map.cjs.',
    { path: `^src/modules/${name}/` },
    { path: '^src/modules/', pathNot: `^src/modules/(${[name, ...allowed].join('|')})/` },
  ),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'modules-meet-at-the-front-door',
      'The surface of a module is what its index.ts exports.',
      { path: '^src/modules/([^/]+)/' },
      { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    ),
    forbid(
      'modules-meet-at-the-front-door',
      'The application assembles modules; it does not reach into them.',
      { path: '^src/', pathNot: '^src/modules/' },
      { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    ),
    ...neighbours,
    forbid(
      'the-front-door-shows-contracts',
      'No store or use case leaks: index.ts re-exports its contracts and its Nest module.',
      { path: '^src/modules/([^/]+)/index\\.ts$' },
      { pathNot: ['^src/modules/$1/contracts/', '^src/modules/$1/$1\\.module\\.ts$'] },
    ),
    forbid(
      'the-front-door-shows-contracts',
      'Nor through a contract.',
      { path: folder('contracts') },
      { path: folder('store', 'queries') },
    ),
    forbid(
      'domain-is-pure',
      'Rules are read alone and tested in milliseconds: domain/ imports itself, the kernel and its own events.',
      { path: folder('domain'), pathNot: SPEC },
      { pathNot: [own('domain'), '^src/modules/$1/contracts/[^/]+\\.events?\\.ts$', '^src/kernel/'] },
    ),
    forbid(
      'only-stores-and-queries-touch-prisma',
      'One place per table.',
      { path: '^src/', pathNot: [folder('store', 'queries'), '^src/platform/database/'] },
      { path: [npm('@prisma', '\\.prisma', 'prisma', 'pg', 'pg-pool'), GENERATED] },
    ),
    forbid(
      'controllers-speak-to-use-cases',
      'A controller knows the request and the answer, and no table: no store, no rule, no other module.',
      { path: folder('http') },
      {
        pathNot: [
          own('http', 'use-cases', 'queries', 'contracts'),
          '^src/kernel/',
          '^src/platform/(http|auth)/',
          npm('@nestjs/(common|core|swagger|terminus)', 'zod', 'reflect-metadata'),
        ],
      },
    ),
    forbid(
      'use-cases-know-no-transport',
      'The same use case serves HTTP, worker, CLI and test; so does everything below it.',
      { path: folder('use-cases', 'store', 'queries', 'contracts') },
      {
        path: [
          npm('socket\\.io', 'amqplib', 'fastify', '@fastify', 'undici', 'nest-commander'),
          npm('@nestjs/(platform-[^/]+|websockets|swagger|microservices)'),
          node('http', 'https', 'http2', 'net', 'tls'),
          folder('gateways', 'realtime', 'listeners'),
          '^src/platform/(realtime|messaging)/',
        ],
      },
    ),
    forbid(
      'use-cases-know-no-transport',
      'A query answers in the shape of its screen, so it may know that schema and the pages; a use case may not.',
      { path: folder('use-cases', 'store', 'contracts') },
      { path: [folder('http'), '^src/platform/http/'] },
    ),
    forbid(
      'use-cases-know-no-transport',
      'Nor does a query know more of HTTP than that.',
      { path: folder('queries') },
      {
        path: [folder('http'), '^src/platform/http/'],
        pathNot: ['\\.schema\\.ts$', '^src/platform/http/paging\\.ts$'],
      },
    ),
    forbid(
      'use-cases-do-not-call-use-cases',
      'A shared step is a domain function or a store; nesting hides the transaction. Nothing below calls up either.',
      { path: folder('use-cases', 'domain', 'store', 'queries', 'contracts'), pathNot: SPEC },
      { path: '^src/modules/[^/]+/use-cases/.+\\.use-case\\.ts$' },
    ),
    forbid(
      'queries-write-nothing',
      'Reads stay reads.',
      { path: folder('queries') },
      { path: folder('use-cases', 'store', 'listeners') },
    ),
    forbid(
      'providers-stay-behind-their-calls',
      'Who calls the outside world is one file, which holds no transaction; the others know what it says.',
      { path: '^src/', pathNot: folder('providers') },
      { path: '^src/modules/[^/]+/providers/.+[.-]provider\\.ts$' },
    ),
    forbid(
      'rxjs-stays-in-the-platform',
      'One door: a listener is a plain class, the bus makes it a pipeline.',
      { path: '^src/', pathNot: '^src/platform/' },
      { path: npm('rxjs') },
    ),
    forbid(
      'one-broadcaster',
      'One door to Socket.IO: whoever sends a frame has checked the room.',
      { path: '^src/', pathNot: '^src/platform/realtime/' },
      { path: npm('socket\\.io', 'socket\\.io-client', '@socket\\.io', '@nestjs/platform-socket\\.io') },
    ),
    forbid(
      'one-broker-client',
      'One door to RabbitMQ.',
      { path: '^src/', pathNot: '^src/platform/messaging/' },
      { path: npm('amqplib', 'amqp-connection-manager') },
    ),
    forbid(
      'redis-stays-in-the-platform',
      'Redis is never the truth, so no module asks it.',
      { path: '^src/', pathNot: '^src/platform/' },
      { path: npm('ioredis', 'redis', '@redis', 'rate-limiter-flexible') },
    ),
    forbid(
      'one-environment-reader',
      'One schema checks the environment. The global process.env is looked for in the source text by a test.',
      { path: '^src/', pathNot: '^src/platform/config/' },
      { path: [node('process'), npm('dotenv')] },
    ),
    forbid(
      'platform-knows-no-module',
      'Technology does not know the business.',
      { path: '^src/platform/' },
      { path: '^src/', pathNot: '^src/(platform|kernel)/' },
    ),
    forbid(
      'kernel-knows-nobody',
      'Words shared by all. Ids and time zones are not our trade: two pure libraries are let in.',
      { path: '^src/kernel/', pathNot: SPEC },
      { pathNot: ['^src/kernel/', npm('uuid', 'temporal-polyfill')] },
    ),
    forbid('no-circular', 'A circle is one file in disguise.', {}, { circular: true }),
    forbid(
      'no-orphans',
      'Every file is reached from an entry point.',
      { path: '^src/(main|cli)\\.ts$' },
      { path: '^src/', pathNot: ['^src/(main|cli)\\.ts$', '\\.d\\.ts$', SPEC, GENERATED], reachable: false },
    ),
    forbid('no-unresolvable', 'An import that leads nowhere escapes every other rule.', {}, { couldNotResolve: true }),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // Not followed, yet still seen as the target of an import.
    doNotFollow: { path: ['node_modules', GENERATED] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
};
