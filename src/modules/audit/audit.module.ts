import { Module } from '@nestjs/common';
import { WriteAuditListener } from './listeners/write-audit.listener';
import { AuditStore } from './store/audit.store';

@Module({ providers: [AuditStore, WriteAuditListener] })
export class AuditModule {}
