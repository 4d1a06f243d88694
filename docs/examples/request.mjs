/** What `errors[]` said: its code, and what comes with it (`fields`, `retryAfter`, `signUpId`, `requestId`). */
export class ApiError extends Error {
  constructor({ message, extensions }) {
    super(message);
    Object.assign(this, extensions);
  }
}

/** One call: a document, its variables and, unless a stranger asks, an access token. */
export async function request(api, query, variables = {}, accessToken) {
  const response = await fetch(`${api}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // We keep the refresh token ourselves. A page leaves this out, and the token stays in a cookie.
      'x-client': 'app',
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new ApiError(errors[0]);
  return data;
}
