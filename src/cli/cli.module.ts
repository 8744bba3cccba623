import { Module } from '@nestjs/common';
import { MigrateCommand } from './migrate.command';
import { OpenApiCommand } from './openapi.command';
import { SeedDemoCommand } from './seed-demo.command';

@Module({ providers: [MigrateCommand, OpenApiCommand, SeedDemoCommand] })
export class CliModule {}
