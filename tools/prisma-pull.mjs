#!/usr/bin/env node
// Makes prisma/schema/<module>.prisma from a migrated database: `prisma db pull`, with our names (a model in the
// singular, fields in camel case) and one file per PostgreSQL schema. Relations stay inside a module: no code may
// follow one into a neighbour's tables.
// Use: DATABASE_URL=… node tools/prisma-pull.mjs [--check]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'prisma/schema');
const check = process.argv.includes('--check');

/** Models whose table name says too little outside its PostgreSQL schema, or has an irregular singular. */
const NAMES = {
  'audit.entries': 'AuditEntry',
  'catalog.categories': 'Category',
  'catalog.changes': 'CatalogChange',
  'catalog.revisions': 'CatalogRevision',
  'customers.tiers': 'LoyaltyTier',
  'dining.tables': 'DiningTable',
  'identity.businesses': 'Business',
  'identity.tenant_config': 'TenantConfig',
  'kitchen.orders': 'KitchenOrder',
  'kitchen.order_items': 'KitchenOrderItem',
  'ledger.journal_entries': 'JournalEntry',
  'ledger.periods': 'AccountingPeriod',
  'outbox.cursors': 'OutboxCursor',
  'outbox.events': 'OutboxEvent',
  'outbox.failures': 'OutboxFailure',
  'outbox.streams': 'OutboxStream',
  'payments.intents': 'PaymentIntent',
  'payments.refunds': 'PaymentRefund',
  'payments.webhooks': 'PaymentWebhook',
  'payments.webhook_outcomes': 'PaymentWebhookOutcome',
};

const pascal = (name) => name.replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase());
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const singular = (name) => name.replace(/ies$/, 'y').replace(/s$/, '');

function pull() {
  const folder = mkdtempSync(join(tmpdir(), 'prisma-pull-'));
  try {
    const file = join(folder, 'schema.prisma');
    writeFileSync(file, readFileSync(join(target, 'schema.prisma'), 'utf8'));
    return execFileSync(
      process.execPath,
      [join(root, 'node_modules/prisma/build/index.js'), 'db', 'pull', '--print', '--schema', file],
      {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** [{ table, module, body: [line] }] */
function readModels(text) {
  return [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, model, body]) => {
    const module = /@@schema\("(\w+)"\)/.exec(body)[1];
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
    return {
      model,
      table,
      module,
      lines: body
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    };
  });
}

function render({ model, table, module, lines }, models) {
  const out = [];
  for (const line of lines) {
    if (/^(\/\/\/|@@schema|@@map|@@index)/.test(line) || line.includes(', where: ')) continue; // indexes are the migrations' own
    if (line.startsWith('@@')) {
      out.push(
        `  ${line.replace(/\[([^\]]*)\]/, (_, fields) => `[${fields.replace(/\w+(?=,|$| )/g, (f) => camel(f))}]`).replace(/, map: "[^"]*"/, '')}`,
      );
      continue;
    }
    const [, name, type, rest] = /^(\w+)\s+(\S+)\s*(.*)$/.exec(line);
    const other = models.get(type.replace(/[?[\]]/g, ''));
    if (other) {
      // A second relation between the same two tables has a name of its own; nobody follows those.
      if (other.module !== module || /@relation\("/.test(rest)) continue;
      const many = type.endsWith('[]');
      const field = camel(many ? name : singular(name));
      const fields = rest.replace(
        /(fields|references): \[([^\]]*)\]/g,
        (_, key, list) => `${key}: [${list.split(', ').map(camel).join(', ')}]`,
      );
      out.push(`  ${field} ${other.name}${type.replace(/^\w+/, '')} ${fields.replace(/, map: "[^"]*"/, '')}`.trimEnd());
      continue;
    }
    const field = camel(name);
    const map = field === name ? '' : ` @map("${name}")`;
    out.push(`  ${field} ${type}${map} ${rest}`.trimEnd());
  }
  return `model ${models.get(model).name} {\n${out.join('\n')}\n\n  @@map("${table}")\n  @@schema("${module}")\n}`;
}

const parsed = readModels(pull());
const models = new Map(
  parsed.map((m) => [m.model, { ...m, name: NAMES[`${m.module}.${m.table}`] ?? pascal(singular(m.table)) }]),
);
const modules = [...new Set(parsed.map((m) => m.module))].sort();

const folder = mkdtempSync(join(tmpdir(), 'prisma-schema-'));
try {
  writeFileSync(join(folder, 'schema.prisma'), readFileSync(join(target, 'schema.prisma')));
  for (const module of modules) {
    const own = parsed.filter((m) => m.module === module).map((m) => render(m, models));
    writeFileSync(join(folder, `${module}.prisma`), `${own.join('\n\n')}\n`);
  }
  execFileSync(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), 'format', '--schema', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stale = modules.filter((module) => {
    const file = join(target, `${module}.prisma`);
    const fresh = readFileSync(join(folder, `${module}.prisma`), 'utf8');
    const same = existsSync(file) && readFileSync(file, 'utf8') === fresh;
    if (!check) writeFileSync(file, fresh);
    return !same;
  });
  if (check && stale.length > 0) {
    console.error(`prisma/schema is stale: ${stale.join(', ')}. Run npm run prisma:pull`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
