import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { eventually } from '../support/eventually';
import type { Client } from '../support/client';
import { Scrape } from '../support/scrape';
import { StreetOfServers } from '../support/street-of-servers';

const ROOT = join(__dirname, '../..');
const OBSERVABILITY = join(ROOT, 'docker/observability');
const TOKEN = 'for-prometheus-and-nobody-else';

describe('An api and a worker beside each other', () => {
  let street: StreetOfServers;
  const clients: Record<string, Client> = {};

  beforeAll(async () => {
    street = await StreetOfServers.lay();
    for (const role of ['api', 'worker']) {
      const server = await street.start({ APP_ROLE: role, METRICS_TOKEN: TOKEN });
      clients[role] = street.client(() => server);
    }
  }, 60_000);
  afterAll(async () => {
    await street.expectOnce([]);
    await street.clear();
  });

  it.each(['api', 'worker'])('the %s says that it lives and is ready, and what it counts', async (role) => {
    const client = clients[role]!;
    expect((await client.get('/health/live')).status).toBe(200);
    await eventually(async () => expect((await client.get('/health/ready')).status).toBe(200));
    expect((await Scrape.of(client, TOKEN)).value('process_start_time_seconds')).toBeGreaterThan(0);
  });

  it.each(['api', 'worker'])('the %s tells that to nobody without the token', async (role) => {
    expect((await clients[role]!.send('GET', '/metrics')).status).toBe(401);
    const headers = { authorization: `Bearer ${TOKEN}x` };
    expect((await clients[role]!.send('GET', '/metrics', { headers })).status).toBe(401);
  });

  it('both have every metric that an alert or the dashboard asks for', async () => {
    const asked = [...expressionsOf(alerts()), ...expressionsOf(dashboard())].flatMap(metricsIn);
    expect(new Set(asked).size).toBeGreaterThan(20);
    for (const client of Object.values(clients)) {
      const { declared } = await Scrape.of(client, TOKEN);
      const isDeclared = (name: string) => declared.has(name) || declared.has(name.replace(/_(bucket|sum|count)$/, ''));
      expect(asked.filter((name) => !isDeclared(name))).toEqual([]);
    }
  });

  it('the worker knows how far each listener is behind, and the api asks nobody', async () => {
    const waiting = async (role: string) =>
      (await Scrape.of(clients[role]!, TOKEN)).samples
        .filter(({ name }) => name === 'tillbook_outbox_waiting_events')
        .map(({ labels }) => labels.listener);
    expect(await waiting('worker')).toEqual(expect.arrayContaining(['audit', 'kitchen', 'recipes']));
    expect(await waiting('api')).toEqual([]);
  });
});

describe('The profile observability', () => {
  const read = (path: string): any => parse(readFileSync(join(ROOT, path), 'utf8'));

  it('is made of files that are there', () => {
    const { services } = read('docker-compose.yml');
    const profile = Object.values<any>(services).filter(({ profiles }) => profiles?.includes('observability'));
    const mounted = profile.flatMap(({ volumes }) => volumes.filter((volume: string) => volume.startsWith('./')));
    expect([profile.length, mounted.length]).toEqual([2, 3]);
    for (const volume of mounted)
      expect([volume, existsSync(join(ROOT, volume.split(':')[0]))]).toEqual([volume, true]);
    const { rule_files: ruleFiles, scrape_configs: scrapes } = read('docker/observability/prometheus.yml');
    expect(ruleFiles).toEqual(['alerts.yml']);
    for (const { job_name: role } of scrapes) expect(services[role].environment.APP_ROLE).toBe(role);
  });

  it('shows in every panel what Prometheus has', () => {
    const { datasources } = read('docker/observability/grafana/provisioning/datasources/prometheus.yml');
    const sources = dashboard().panels.flatMap(({ datasource, type }: any) => (type === 'row' ? [] : [datasource.uid]));
    expect(new Set(sources)).toEqual(new Set([datasources[0].uid]));
  });

  it('says of every alert how grave it is and what it means', () => {
    const rules = alerts().groups.flatMap((group: any) => group.rules);
    expect(rules.length).toBeGreaterThan(10);
    for (const { alert, labels, annotations } of rules) {
      expect({ alert, severity: labels.severity, summary: annotations.summary }).toEqual({
        alert: expect.any(String),
        severity: expect.stringMatching(/^(warning|critical)$/),
        summary: expect.stringMatching(/\.$/),
      });
    }
  });
});

function alerts(): any {
  return parse(readFileSync(join(OBSERVABILITY, 'alerts.yml'), 'utf8'));
}

function dashboard(): any {
  return JSON.parse(readFileSync(join(OBSERVABILITY, 'grafana/dashboards/tillbook.json'), 'utf8'));
}

/** Every `expr` in a file, however deep. */
function expressionsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === 'expr' ? [String(value)] : expressionsOf(value)));
}

function metricsIn(expression: string): string[] {
  return expression.match(/\b(tillbook|nodejs|process)_\w+/g) ?? [];
}
