import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../platform/graphql/connections.js';

/** What a person may read of what is kept of them: never what others did to or about them. */
export const MyAuditKindEnum = {
  ACCOUNT_CREATED: 'ACCOUNT_CREATED',
  SESSION_OPENED: 'SESSION_OPENED',
  SESSION_ENDED: 'SESSION_ENDED',
  PASSWORD_RESET: 'PASSWORD_RESET',
  EMAIL_CHANGED: 'EMAIL_CHANGED',
  EMAIL_RESTORED: 'EMAIL_RESTORED',
  PHONE_VERIFIED: 'PHONE_VERIFIED',
  PHONE_REMOVED: 'PHONE_REMOVED',
  ROLE_GRANTED: 'ROLE_GRANTED',
  MEMBERSHIP_CHANGED: 'MEMBERSHIP_CHANGED',
  MEMBERSHIP_CREDITED: 'MEMBERSHIP_CREDITED',
  PERSON_BLOCKED: 'PERSON_BLOCKED',
  PERSON_UNBLOCKED: 'PERSON_UNBLOCKED',
  CONTACT_BLOCKED: 'CONTACT_BLOCKED',
  CONTACT_UNBLOCKED: 'CONTACT_UNBLOCKED',
  REPORT_FILED: 'REPORT_FILED',
  APPEAL_FILED: 'APPEAL_FILED',
} as const;
export type MyAuditKind = keyof typeof MyAuditKindEnum;
registerEnumType(MyAuditKindEnum, {
  name: 'MyAuditKind',
  description: 'What was written down.',
  valuesConfig: {
    ACCOUNT_CREATED: { description: 'I signed up.' },
    SESSION_OPENED: { description: 'Somebody signed in as me; the detail says on which device.' },
    SESSION_ENDED: { description: 'A device was signed out, or all of them.' },
    PASSWORD_RESET: { description: 'A new password was set.' },
    EMAIL_CHANGED: { description: 'The address was changed.' },
    EMAIL_RESTORED: { description: 'The former address took the account back.' },
    PHONE_VERIFIED: { description: 'A phone number was proven.' },
    PHONE_REMOVED: { description: 'The proven number was taken away, or proven by somebody else.' },
    ROLE_GRANTED: { description: 'What my account is for was changed.' },
    MEMBERSHIP_CHANGED: { description: 'My membership changed at Stripe; the detail is its status.' },
    MEMBERSHIP_CREDITED: { description: 'Days of my membership were given back.' },
    PERSON_BLOCKED: { description: 'I blocked somebody.' },
    PERSON_UNBLOCKED: { description: 'I took back a block.' },
    CONTACT_BLOCKED: { description: 'I wrote down an address or number I never want to meet.' },
    CONTACT_UNBLOCKED: { description: 'I took one off that list.' },
    REPORT_FILED: { description: 'I filed a report; the detail is its case number.' },
    APPEAL_FILED: { description: 'I contested a decision.' },
  },
});

/** Without the number of the entry: from two of them one could count what others do. */
@ObjectType({ description: 'One thing that the log keeps of me.', simpleResolvers: true })
export class MyAuditEntry {
  @Field({ description: 'When it happened.' })
  at: Date;

  @Field(() => MyAuditKindEnum, { description: 'What.' })
  kind: MyAuditKind;

  @Field(() => String, { nullable: true, description: 'The device, the case number or the status, where there is one.' })
  detail: string | null;
}

@ObjectType({ description: 'What the log keeps of me, newest first.', simpleResolvers: true })
export class MyAuditConnection extends connectionOf('MyAudit', () => MyAuditEntry) {}
