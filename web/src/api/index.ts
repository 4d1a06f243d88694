export { keepDeviceToken } from './device-token';
export { hashOf, type TrustedDocument } from './document';
export { type AnswerError, ApiError, codeOf, detailOf, type ErrorCode, errorCodes, fieldsOf, isNetworkError, NetworkError } from './errors';
export { type Answer, type Operation, postOperation } from './post-operation';
export { toUserMessage } from './user-message';
export { type ActionHandle, useAction } from './use-action';
