import { Module } from '@nestjs/common';
import { EventsCommand } from './events.command';
import { MigrateCommand } from './migrate.command';
import { OpenApiCommand } from './openapi.command';
import { OPERATOR_COMMANDS } from './operations/operator-commands';
import { SeedDemoCommand } from './seed-demo.command';

@Module({ providers: [EventsCommand, MigrateCommand, OpenApiCommand, SeedDemoCommand, ...OPERATOR_COMMANDS] })
export class CliModule {}
