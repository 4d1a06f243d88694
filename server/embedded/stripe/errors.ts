export type ErrorType = 'invalid_request_error' | 'idempotency_error' | 'card_error' | 'api_error';

interface Details {
  type?: ErrorType;
  status?: number;
  code?: string;
  param?: string;
  declineCode?: string;
}

/** An answer Stripe would give with an error status; thrown anywhere, written by the router. */
export class ApiError extends Error {
  readonly status: number;

  constructor(
    message: string,
    private readonly details: Details = {},
  ) {
    super(message);
    this.status = details.status ?? 400;
  }

  body(requestId: string): Record<string, unknown> {
    const { type = 'invalid_request_error', code, param, declineCode } = this.details;
    return {
      error: {
        ...(code && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
        ...(declineCode && { decline_code: declineCode }),
        message: this.message,
        ...(param && { param }),
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
        type,
      },
    };
  }
}

export function missingResource(kind: string, id: string, param = 'id'): ApiError {
  return new ApiError(`No such ${kind}: '${id}'`, { status: 404, code: 'resource_missing', param });
}

/** An id given as a parameter of another call: Stripe says 400 there, and keeps 404 for the path. */
export function missingReference(kind: string, id: string, param: string): ApiError {
  return new ApiError(`No such ${kind}: '${id}'`, { code: 'resource_missing', param });
}
