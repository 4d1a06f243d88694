import { LEGAL_VERSIONS } from '../../src/accounts/index.js';

/**
 * Who gets what from every root field, the same over HTTP and over a socket.
 *
 *   ok  an answer          401 UNAUTHENTICATED     mail EMAIL_UNVERIFIED    403 FORBIDDEN    pay SUBSCRIPTION_REQUIRED
 *   404 NOT_FOUND          400 BAD_USER_INPUT      ban  ACCOUNT_SUSPENDED   409 CONFLICT
 *   new TERMS_CHANGED
 *
 * 404, 400 and 409 stand where the guards let a caller through and the rule behind them answers, for an id that nobody has
 * ($ID). $MAN is a man whom women see, $EMAIL an address nobody used before.
 */
export const VIEWERS = ['visitor', 'unverified', 'man', 'woman', 'subscriber', 'suspended', 'outdated', 'moderator', 'admin'] as const;
export type ViewerKind = (typeof VIEWERS)[number];

const CODES: Record<string, string> = {
  ok: 'ok',
  '400': 'BAD_USER_INPUT',
  '401': 'UNAUTHENTICATED',
  '403': 'FORBIDDEN',
  '404': 'NOT_FOUND',
  '409': 'CONFLICT',
  mail: 'EMAIL_UNVERIFIED',
  pay: 'SUBSCRIPTION_REQUIRED',
  ban: 'ACCOUNT_SUSPENDED',
  new: 'TERMS_CHANGED',
};

const TABLE = `
                                      visitor unverified man woman subscriber suspended outdated moderator admin
Query.me                              401     mail       ok  ok    ok         ban       new      ok        ok     me { id }
Query.sessions                        401     mail       ok  ok    ok         ban       new      ok        ok     sessions { id }
Query.legalVersions                   ok      ok         ok  ok    ok         ok        ok       ok        ok     legalVersions { terms }
Query.publisher                       ok      ok         ok  ok    ok         ok        ok       ok        ok     publisher { name }
Query.regions                         ok      ok         ok  ok    ok         ok        ok       ok        ok     regions { code }
Query.cities                          ok      ok         ok  ok    ok         ok        ok       ok        ok     cities(search: "lyon") { code }
Query.city                            ok      ok         ok  ok    ok         ok        ok       ok        ok     city(code: "69123") { name }
Query.interests                       ok      ok         ok  ok    ok         ok        ok       ok        ok     interests { id }
Query.illustrations                   ok      ok         ok  ok    ok         ok        ok       ok        ok     illustrations(role: MAN)
Query.plans                           ok      ok         ok  ok    ok         ok        ok       ok        ok     plans { id }
Query.phoneCountries                  401     mail       ok  ok    ok         ban       new      403       403    phoneCountries { code }
Query.menCount                        401     mail       403 ok    ok         ban       new      403       403    menCount { kind }
Query.men                             401     mail       403 pay   ok         ban       new      403       403    men(filter: {}) { edges { cursor } }
Query.man                             401     mail       403 pay   ok         ban       new      403       403    man(id: "$MAN") { id }
Query.woman                           401     mail       404 403   403        ban       403      403       403    woman(id: "$ID") { id }
Query.myPreview                       401     mail       ok  ok    ok         ban       new      403       403    myPreview { __typename }
Query.myPosts                         401     mail       ok  403   403        ban       403      403       403    myPosts { edges { cursor } }
Query.myStatistics                    401     mail       ok  403   403        ban       403      403       403    myStatistics { total { likes } }
Query.myMedia                         401     mail       ok  ok    ok         ban       new      403       403    myMedia { id }
Query.pushOffer                       401     mail       ok  ok    ok         ban       new      403       403    pushOffer { webKey }
Query.devices                         401     mail       ok  ok    ok         ban       new      403       403    devices { id }
Query.notificationSettings            401     mail       ok  ok    ok         ban       new      403       403    notificationSettings { muted }
Query.media                           401     mail       404 404   404        ban       new      403       403    media(id: "$ID") { id }
Query.firstStepAllowance              401     mail       403 ok    ok         ban       new      403       403    firstStepAllowance { most }
Query.conversations                   401     mail       ok  ok    ok         ban       new      403       403    conversations { inboxVersion }
Query.conversation                    401     mail       404 404   404        ban       new      403       403    conversation(id: "$ID") { id }
Query.myReports                       401     mail       ok  ok    ok         ban       new      403       403    myReports { edges { cursor } }
Query.mySanctions                     401     mail       ok  ok    ok         ok        ok       403       403    mySanctions { id }
Query.blockedPeople                   401     mail       ok  ok    ok         ban       new      403       403    blockedPeople { edges { cursor } }
Query.blockedContacts                 401     mail       403 ok    ok         ban       new      403       403    blockedContacts { id }
Query.myAudit                         401     mail       ok  ok    ok         ban       new      ok        ok     myAudit { edges { cursor } }
Query.caseFile                        401     mail       403 403   403        ban       403      404       404    caseFile(id: "$ID") { report { id } }
Query.previewStatement                401     mail       403 403   403        ban       403      404       404    previewStatement(input: { reportId: "$ID", outcome: DISMISS, facts: "Vu" })
Query.appeals                         401     mail       403 403   403        ban       403      ok        ok     appeals { edges { cursor } }
Query.moderators                      401     mail       403 403   403        ban       403      403       ok     moderators { id }
Query.reports                         401     mail       403 403   403        ban       403      ok        ok     reports { edges { cursor } }
Query.dataExport                      401     mail       ok  ok    ok         ok        ok       ok        ok     dataExport { status }
Query.emailChange                     401     mail       ok  ok    ok         ok        ok       ok        ok     emailChange { changeId }
Query.consents                        401     mail       ok  ok    ok         ok        ok       ok        ok     consents { given }
Mutation.acceptTerms                  401     mail       400 400   400        400       400      400       400    acceptTerms(input: { termsVersion: "2020-01-01", privacyVersion: "2020-01-01" })
Mutation.requestDataExport            401     mail       ok  ok    ok         ok        ok       ok        ok     requestDataExport { status }
Mutation.deleteAccount                401     mail       400 400   400        400       400      400       400    deleteAccount(password: "faux mot de passe") { eraseAt }
Mutation.keepAccount                  401     401        401 401   401        401       401      401       401    keepAccount(input: { email: "$EMAIL", password: "faux mot de passe" }) { accessToken }
Mutation.signUp                       ok      ok         ok  ok    ok         ok        ok       ok        ok     signUp(input: { role: MAN, email: "$EMAIL", password: "assez longue", birthDate: "1990-01-01", termsVersion: "${LEGAL_VERSIONS.terms}", privacyVersion: "${LEGAL_VERSIONS.privacy}" }) { signUpId }
Mutation.verifyEmail                  400     400        400 400   400        400       400      400       400    verifyEmail(input: { signUpId: "$ID", code: "000000" }) { accessToken }
Mutation.resendCode                   ok      ok         ok  ok    ok         ok        ok       ok        ok     resendCode(signUpId: "$ID")
Mutation.signIn                       401     401        401 401   401        401       401      401       401    signIn(input: { email: "$EMAIL", password: "faux mot de passe" }) { accessToken }
Mutation.refreshSession               401     401        401 401   401        401       401      401       401    refreshSession(refreshToken: "$ID.x") { accessToken }
Mutation.requestPasswordReset         ok      ok         ok  ok    ok         ok        ok       ok        ok     requestPasswordReset(email: "$EMAIL") { resetId }
Mutation.resetPassword                400     400        400 400   400        400       400      400       400    resetPassword(input: { resetId: "$ID", code: "000000", password: "assez longue" }) { accessToken }
Mutation.requestEmailChange           401     mail       400 400   400        400       400      400       400    requestEmailChange(input: { email: "$EMAIL", password: "faux mot de passe" }) { changeId }
Mutation.resendEmailChangeCode        401     mail       404 404   404        404       404      404       404    resendEmailChangeCode
Mutation.confirmEmailChange           401     mail       400 400   400        400       400      400       400    confirmEmailChange(input: { changeId: "$ID", code: "000000" }) { id }
Mutation.cancelEmailChange            401     mail       ok  ok    ok         ok        ok       ok        ok     cancelEmailChange
Mutation.takeEmailBack                400     400        400 400   400        400       400      400       400    takeEmailBack(input: { token: "inconnu", password: "assez longue" }) { accessToken }
Mutation.signOut                      ok      ok         ok  ok    ok         ok        ok       ok        ok     signOut
Mutation.endSession                   401     mail       404 404   404        ban       new      404       404    endSession(id: "$ID")
Mutation.requestPhoneCode             401     mail       400 400   400        ban       new      403       403    requestPhoneCode(input: { country: "FR", number: "12" }) { codeId }
Mutation.confirmPhone                 401     mail       400 400   400        ban       new      403       403    confirmPhone(input: { codeId: "$ID", code: "000000" }) { id }
Mutation.removePhone                  401     mail       ok  ok    ok         ban       new      403       403    removePhone { id }
Mutation.updateMyProfile              401     mail       ok  ok    ok         ban       new      403       403    updateMyProfile(input: { bio: "Bonjour" }) { id }
Mutation.createPost                   401     mail       ok  403   403        ban       403      403       403    createPost(input: { text: "Bonjour" }) { post { id } }
Mutation.updatePost                   401     mail       404 403   403        ban       403      403       403    updatePost(id: "$ID", input: { text: "Bonjour" }) { post { id } }
Mutation.archivePost                  401     mail       404 403   403        ban       403      403       403    archivePost(id: "$ID") { post { id } }
Mutation.restorePost                  401     mail       404 403   403        ban       403      403       403    restorePost(id: "$ID") { post { id } }
Mutation.pinPost                      401     mail       404 403   403        ban       403      403       403    pinPost(id: "$ID") { post { id } }
Mutation.likePost                     401     mail       403 pay   404        ban       new      403       403    likePost(id: "$ID") { post { id } }
Mutation.unlikePost                   401     mail       403 pay   404        ban       new      403       403    unlikePost(id: "$ID") { post { id } }
Mutation.deletePost                   401     mail       404 403   403        ban       403      403       403    deletePost(id: "$ID") { deletedId }
Mutation.createUpload                 401     mail       400 400   400        ban       new      403       403    createUpload(input: { kind: PHOTO, purpose: PROFILE, contentType: "video/mp4", size: 1 }) { media { id } }
Mutation.resumeUpload                 401     mail       404 404   404        ban       new      403       403    resumeUpload(id: "$ID") { media { id } }
Mutation.completeUpload               401     mail       404 404   404        ban       new      403       403    completeUpload(id: "$ID") { id }
Mutation.arrangeMedia                 401     mail       400 400   400        ban       new      403       403    arrangeMedia(ids: ["$ID"]) { id }
Mutation.describeMedia                401     mail       404 404   404        ban       new      403       403    describeMedia(id: "$ID", input: { alt: "Bonjour" }) { id }
Mutation.removeMedia                  401     mail       404 404   404        ban       new      403       403    removeMedia(id: "$ID") { removedId }
Mutation.createMatch                  401     mail       403 pay   404        ban       new      403       403    createMatch(input: { manId: "$ID", clientId: "$ID" }) { openingSent }
Mutation.sendMessage                  401     mail       404 pay   404        ban       new      403       403    sendMessage(input: { conversationId: "$ID", clientId: "$ID", text: "Bonjour" }) { message { id } }
Mutation.markRead                     401     mail       404 404   404        ban       new      403       403    markRead(conversationId: "$ID", upTo: "$ID") { id }
Mutation.setMediaAllowed              401     mail       403 404   404        ban       new      403       403    setMediaAllowed(conversationId: "$ID", allowed: true) { id }
Mutation.setTyping                    401     mail       404 404   404        ban       new      403       403    setTyping(conversationId: "$ID")
Mutation.closeConversation            401     mail       404 404   404        ban       new      403       403    closeConversation(id: "$ID") { id }
Mutation.reopenConversation           401     mail       404 pay   404        ban       new      403       403    reopenConversation(id: "$ID") { id }
Mutation.registerDevice               401     mail       400 400   400        ban       new      403       403    registerDevice(input: { kind: WEB, address: "http://127.0.0.1/" }) { id }
Mutation.removeDevice                 401     mail       404 404   404        ban       new      403       403    removeDevice(id: "$ID") { removedId }
Mutation.updateNotificationSettings   401     mail       ok  ok    ok         ban       new      403       403    updateNotificationSettings(input: { muted: [CASE] }) { muted }
Mutation.block                        401     mail       404 404   404        ban       new      403       403    block(userId: "$ID")
Mutation.report                       401     mail       404 404   404        ban       new      403       403    report(input: { userId: "$ID", reason: OTHER }) { caseNumber }
Mutation.unblock                      401     mail       404 404   404        ban       new      403       403    unblock(userId: "$ID")
Mutation.blockContact                 401     mail       403 ok    ok         ban       new      403       403    blockContact(input: { contact: "paul@nulle-part.example" }) { id }
Mutation.unblockContact               401     mail       403 404   404        ban       new      403       403    unblockContact(id: "$ID") { id }
Mutation.setHiddenWords               401     mail       403 ok    ok         ban       new      403       403    setHiddenWords(input: { words: ["mon ange"] })
Mutation.appeal                       401     mail       404 404   404        404       404      403       403    appeal(input: { decisionId: "$ID", words: "Non" }) { id }
Mutation.acknowledgeDecision           401     mail       404 404   404        404       404      403       403    acknowledgeDecision(id: "$ID")
Mutation.claimReport                  401     mail       403 403   403        ban       403      404       404    claimReport(id: "$ID") { id }
Mutation.releaseReport                401     mail       403 403   403        ban       403      404       404    releaseReport(id: "$ID") { id }
Mutation.decide                       401     mail       403 403   403        ban       403      404       404    decide(input: { reportId: "$ID", outcome: DISMISS, facts: "Vu" }) { id }
Mutation.decideAppeal                 401     mail       403 403   403        ban       403      404       404    decideAppeal(input: { decisionId: "$ID", granted: true, answer: "Oui" }) { reportId }
Mutation.nameModerator                401     mail       403 403   403        ban       403      403       404    nameModerator(input: { email: "$EMAIL", moderator: true }) { id }
Mutation.closeAllConversations        401     mail       403 ok    ok         ban       new      403       403    closeAllConversations
Mutation.handleReport                 401     mail       403 403   403        ban       403      404       404    handleReport(id: "$ID") { id }
Mutation.createCheckoutSession        401     mail       403 400   400        ban       new      403       403    createCheckoutSession(planId: "aucune") { url }
Mutation.createBillingPortalSession   401     mail       403 404   ok         ok        ok       403       403    createBillingPortalSession { url }
Mutation.withdrawConsent              401     mail       ok  ok    ok         ok        ok       ok        ok     withdrawConsent { eraseAt }
Subscription.inbox                    401     mail       ok  ok    ok         ban       new      403       403    inbox(after: 0) { number }
Subscription.signals                  401     mail       404 404   404        ban       new      403       403    signals(conversationId: "$ID") { __typename }
`;

export interface Row {
  field: string;
  /** The call, with its placeholders. */
  call: string;
  expected: Record<ViewerKind, string>;
}

export const ROWS: Row[] = TABLE.trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [field = '', ...words] = line.split(/\s+/);
    const call = words.slice(VIEWERS.length).join(' ');
    const expected = Object.fromEntries(
      VIEWERS.map((viewer, index) => [viewer, CODES[words[index] ?? ''] ?? `no code for "${words[index]}"`]),
    ) as Row['expected'];
    return { field, call, expected };
  });
