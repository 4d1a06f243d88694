export { hashOf, type TrustedDocument } from './document';
export {
  type AnswerError,
  ApiError,
  codeOf,
  type ErrorCode,
  errorCodes,
  fieldsOf,
  isNetworkError,
  NetworkError,
  requestIdOf,
} from './errors';
export { type Answer, type Operation, postOperation } from './post-operation';
export { toUserMessage } from './user-message';
export { type ActionHandle, useAction } from './use-action';
