/** Where the server answers: empty when it is where the page came from, an address of its own in the app. */
export const server: string = __SERVER__;
/** The page that sells, where anything may be bought: not in an app from a store that wants its own till. */
export const plansPath: string | undefined = __SELLS__ ? '/abonnement' : undefined;
