import { registerEnumType } from 'type-graphql';

export const ConversationStatusEnum = { OPEN: 'OPEN', CLOSED_BY_ME: 'CLOSED_BY_ME' } as const;
export type ConversationStatus = keyof typeof ConversationStatusEnum;
registerEnumType(ConversationStatusEnum, {
  name: 'ConversationStatus',
  description: 'What a conversation is to me. One that the other closed is gone.',
  valuesConfig: {
    OPEN: { description: 'Both may read and write.' },
    CLOSED_BY_ME: { description: 'I closed it, and may reopen it. Its messages are hidden meanwhile.' },
  },
});

export const SendPermissionEnum = { ALLOWED: 'ALLOWED', SUBSCRIPTION_REQUIRED: 'SUBSCRIPTION_REQUIRED', CLOSED: 'CLOSED' } as const;
export type SendPermission = keyof typeof SendPermissionEnum;
registerEnumType(SendPermissionEnum, {
  name: 'SendPermission',
  description: 'Whether I may write here now.',
  valuesConfig: {
    ALLOWED: { description: 'Yes.' },
    SUBSCRIPTION_REQUIRED: { description: 'Not without a membership. Reading goes on.' },
    CLOSED: { description: 'Not any more: closed, or the other can no longer be reached.' },
  },
});

export const AuthorEnum = { ME: 'ME', THEM: 'THEM' } as const;
export type Author = keyof typeof AuthorEnum;
registerEnumType(AuthorEnum, {
  name: 'Author',
  description: 'Which of the two.',
  valuesConfig: { ME: { description: 'I.' }, THEM: { description: 'The other.' } },
});

export const MessageKindEnum = { TEXT: 'TEXT', FIRST_STEP: 'FIRST_STEP' } as const;
export type MessageKind = keyof typeof MessageKindEnum;
registerEnumType(MessageKindEnum, {
  name: 'MessageKind',
  description: 'What a message is.',
  valuesConfig: { TEXT: { description: 'Words, photos or a film.' }, FIRST_STEP: { description: 'The opening line of her first step.' } },
});
