import { readFileSync } from 'node:fs';
import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const wholeNumber = (from: number, to: number) => z.coerce.number().int().min(from).max(to);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  APP_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  HOST: z.string().default('0.0.0.0'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.url().optional(),
  DATABASE_OWNER_URL: z.url().optional(),
  DATABASE_POOL_MAX: wholeNumber(2, 500).default(16),
  DATA_DIR: z.string().default('.data'),
  REDIS_URL: z.url().optional(),
  RABBITMQ_URL: z.url().optional(),
  RABBITMQ_QUEUE_TYPE: z.enum(['classic', 'quorum']).default('classic'),
  RABBITMQ_PREFIX: z
    .string()
    .regex(/^[\w.-]{0,64}$/, 'at most 64 letters, digits, dots and dashes')
    .default(''),
  PAYMENT_PROVIDER: z.enum(['sandbox', 'midtrans', 'xendit']).optional(),
  PAYMENT_SANDBOX_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  MIDTRANS_SERVER_KEY: z.string().min(16, 'at least 16 characters').optional(),
  MIDTRANS_URL: z.url().default('https://api.midtrans.com'),
  XENDIT_SECRET_KEY: z.string().min(16, 'at least 16 characters').optional(),
  XENDIT_WEBHOOK_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  XENDIT_URL: z.url().default('https://api.xendit.co'),
  JWT_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  DEMO_MODE: flag.optional(),
  DEMO_PASSWORD: z.string().min(8).default('tillbook-demo'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  CORS_ORIGINS: z.string().default(''),
  TRUST_PROXY: flag.default(false),
  METRICS_TOKEN: z.string().min(16).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().default(''),
  OTEL_SERVICE_NAME: z.string().default('tillbook'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  SALES_PER_OUTLET_AT_ONCE: wholeNumber(1, 64).default(8),
  REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(60_000),
  SHUTDOWN_GRACE_MS: wholeNumber(0, 60_000).default(10_000),
  SHUTDOWN_NOTICE_MS: wholeNumber(0, 60_000).default(2_000),
});

type Variables = z.infer<typeof schema>;

/** The configuration of one process; the only place that reads the environment. */
export interface Environment extends Omit<Variables, 'DEMO_MODE'> {
  readonly DEMO_MODE: boolean;
  /** How long a read may take in a process that no till waits for. */
  readonly readMsMax?: number;
}

export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment';
}

/** Reads the environment, `<NAME>_FILE` included, and names every problem at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = schema.safeParse(withSecretFiles(variables));
  if (!parsed.success) {
    throw new InvalidEnvironment(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'));
  }
  const environment = {
    ...parsed.data,
    DEMO_MODE: parsed.data.DEMO_MODE ?? parsed.data.NODE_ENV !== 'production',
    PAYMENT_PROVIDER: parsed.data.PAYMENT_PROVIDER ?? (parsed.data.NODE_ENV === 'production' ? undefined : 'sandbox'),
  };
  const problems = [...paymentProblems(environment), ...productionProblems(environment)];
  if (problems.length > 0) throw new InvalidEnvironment(problems.join('\n'));
  return environment;
}

function withSecretFiles(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = { ...variables };
  for (const name of Object.keys(schema.shape)) {
    const file = variables[`${name}_FILE`];
    if (file && read[name] === undefined) read[name] = readFileSync(file, 'utf8').trim();
    // Compose passes what is unset as an empty string.
    if (read[name] === '') delete read[name];
  }
  return read;
}

function paymentProblems(environment: Environment): string[] {
  const { PAYMENT_PROVIDER, MIDTRANS_SERVER_KEY, XENDIT_SECRET_KEY, XENDIT_WEBHOOK_TOKEN } = environment;
  const needed = {
    sandbox: {},
    midtrans: { MIDTRANS_SERVER_KEY },
    xendit: { XENDIT_SECRET_KEY, XENDIT_WEBHOOK_TOKEN },
  }[PAYMENT_PROVIDER ?? 'sandbox'];
  return Object.entries(needed)
    .filter(([, value]) => value === undefined)
    .map(([name]) => `${name}: required by PAYMENT_PROVIDER`);
}

function productionProblems(environment: Environment): string[] {
  if (environment.NODE_ENV !== 'production') return [];
  const problems: string[] = [];
  if (!environment.DATABASE_URL) problems.push('DATABASE_URL: required in production');
  if (!environment.JWT_SECRET) problems.push('JWT_SECRET: required in production, and has no default');
  if (environment.DEMO_MODE) problems.push('DEMO_MODE: its log-ins are public; it cannot be on in production');
  if (environment.PAYMENT_PROVIDER === 'sandbox') problems.push('PAYMENT_PROVIDER: the sandbox takes no money');
  return problems;
}
