import { randomUUID } from 'node:crypto';
import { request } from './request.mjs';
import { signInFromEnvironment } from './session.mjs';

async function told(what, call) {
  try {
    await call();
  } catch ({ code, fields, retryAfter }) {
    console.log(`${what}: ${code}${fields ? ` ${JSON.stringify(fields)}` : ''}${retryAfter ? ' with seconds to wait' : ''}`);
    return code;
  }
}

const session = await signInFromEnvironment();
const MAN = 'query ($id: ID!) { man(id: $id) { username } }';
const COUNT = 'query ($ageMin: Int) { menCount(ageMin: $ageMin) { value } }';

await told('Nobody signed in', () => request(session.api, MAN, { id: randomUUID() }));
await told('A man who does not exist', () => session.ask(MAN, { id: randomUUID() }));
await told('An age that makes no sense', () => session.ask(COUNT, { ageMin: 7 }));
let refused;
while (!refused) refused = await told('Once too often in a minute', () => session.ask(COUNT));
await session.signOut();
