import { signInFromEnvironment } from './session.mjs';

const session = await signInFromEnvironment();
const minutesLeft = () => Math.round((session.expiresAt - Date.now()) / 60_000);
console.log(`Signed in as ${session.me.email} (${session.me.role}) for ${minutesLeft()} minutes`);

await session.renew();
console.log(`Renewed for ${minutesLeft()} minutes`);

const { sessions } = await session.ask('{ sessions { device current } }');
for (const { device, current } of sessions) console.log(`Signed in on ${device}${current ? ' (here)' : ''}`);

await session.signOut();
console.log('Signed out');
