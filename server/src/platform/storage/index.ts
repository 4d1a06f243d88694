export { NotFound, StorageError } from './errors.js';
export type { PartToSign } from './presigned-part.js';
export { Storage, type IncompleteUpload, type PostToSign, type StoredObject, type UploadedPart } from './storage.js';
