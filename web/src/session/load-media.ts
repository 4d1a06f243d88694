import { NetworkError } from '../api';
import { server } from '../platform';
import { session } from './session';

/** A photo as the app gets it: the token proves the session, where a browser has a cookie. */
export async function loadMedia(address: string): Promise<Blob> {
  const headers = { authorization: `Bearer ${(await session.accessToken()) ?? ''}`, accept: 'image/webp,*/*' };
  const response = await fetch(server + address, { headers }).catch((cause: unknown) => {
    throw new NetworkError('The server could not be reached', { cause });
  });
  if (response.status >= 500) throw new NetworkError(`Unexpected answer (HTTP ${response.status})`);
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return response.blob();
}
