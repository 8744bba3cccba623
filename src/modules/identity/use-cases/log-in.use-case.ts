import { Injectable } from '@nestjs/common';
import { AccessTokens, ACCESS_TOKEN_SECONDS } from '../../../platform/auth/access-tokens';
import { AttemptLimits } from '../../../platform/auth/attempt-limits';
import { Passwords } from '../../../platform/auth/passwords';
import { Database } from '../../../platform/database/database';
import { businessRequired, credentialsInvalid } from '../domain/identity.errors';
import { chooseOutlet, claimsOf, type Session, sessionUser, type SignedIn } from '../domain/session';
import { NOBODY } from '../domain/nobody';
import { type Login, LoginsQuery } from '../queries/logins.query';
import { EmployeeStore } from '../store/employee.store';
import { SessionStore } from '../store/session.store';

export interface LogInCommand {
  readonly email: string;
  readonly password: string;
  readonly outletId?: string | undefined;
  /** Where the same e-mail and password fit employees of several businesses. */
  readonly businessId?: string | undefined;
  /** The network address that the log-in comes from. */
  readonly address: string;
}

/** Signs in the employee who knows the e-mail and the password, at an outlet where one is chosen. */
@Injectable()
export class LogInUseCase {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptLimits,
    private readonly passwords: Passwords,
    private readonly logins: LoginsQuery,
    private readonly employees: EmployeeStore,
    private readonly sessions: SessionStore,
    private readonly accessTokens: AccessTokens,
  ) {}

  async execute(command: LogInCommand): Promise<SignedIn> {
    const [login, ...others] = await this.verify(command);
    if (!login) throw credentialsInvalid();
    if (others.length > 0) throw businessRequired(await this.logins.businessesOf([login, ...others]));

    const session = await this.open(login, command.outletId);
    return {
      accessToken: await this.accessTokens.issue(claimsOf(session)),
      refreshToken: session.refreshToken,
      expiresIn: ACCESS_TOKEN_SECONDS,
      user: session.user,
    };
  }

  private async verify({ email, password, businessId, address }: LogInCommand): Promise<Login[]> {
    const account = email.toLowerCase();
    const fitting = await this.attempts.attempt({ account, address }, async () => {
      const logins = await this.logins.find(account);
      const meant = logins.filter((login) => businessId === undefined || login.businessId === businessId);
      const owners = await this.passwords.ownersOf(password, meant);
      return owners.length > 0 ? owners : null;
    });
    return fitting ?? [];
  }

  private open({ businessId, employeeId, passwordHash }: Login, wantedOutlet: string | undefined): Promise<Session> {
    return this.database.change({ businessId, actor: NOBODY, correlationId: 'identity.log-in' }, async (tx) => {
      const employee = await this.employees.hold(tx, employeeId);
      // Left, or took another password, while this one was being checked.
      if (employee?.passwordHash !== passwordHash) throw credentialsInvalid();

      const outletId = chooseOutlet(wantedOutlet, employee);
      const opened = await this.sessions.open(tx, { employeeId, outletId });
      return { ...opened, user: sessionUser(employee, outletId) };
    });
  }
}
