/** Where the server answers: empty when it is where the page came from, an address of its own in the app. */
export const server: string = __SERVER__;
/** Whether anything may be bought here: not in an app from a store that wants its own till. */
export const sells: boolean = __SELLS__;
