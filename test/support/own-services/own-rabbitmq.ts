import { temporaryFolder } from '../services/child-server';
import { prepareNode, rabbitMqProgram } from '../services/local-rabbitmq';
import { OwnServer } from './own-server';

export async function startOwnRabbitMq(): Promise<OwnServer> {
  const folder = temporaryFolder('own-rabbitmq');
  const { url, endPortMapper, ...node } = await prepareNode(folder);
  return OwnServer.start(url, { command: rabbitMqProgram()!, args: [], folder, ...node, afterStop: endPortMapper });
}
