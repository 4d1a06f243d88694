/** The chapters of the reference: what belongs to each, in reading order. Whatever has no place here fails the generation. */
export interface Noun {
  title: string;
  about: string;
  fields: string[];
  types: string[];
}

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

const noun = (title: string, about: string, fields: string, types: string): Noun => ({
  title,
  about,
  fields: words(fields),
  types: words(types),
});

export const NOUNS: Noun[] = [
  noun(
    'Accounts and sessions',
    'Who one is, and where one is signed in.',
    'me publisher legalVersions signUp verifyEmail resendCode signIn refreshSession signOut sessions endSession requestPasswordReset resetPassword emailChange requestEmailChange resendEmailChangeCode confirmEmailChange cancelEmailChange takeEmailBack dataExport requestDataExport deleteAccount keepAccount consents acceptTerms withdrawConsent',
    `Me Role Locale Publisher LegalVersions SignUpInput SignUpPayload VerifyEmailInput SignInInput SessionPayload Session DataExport ExportStatus AccountDeletion Consent ConsentEntry ConsentPurpose AcceptTermsInput
     PasswordResetPayload ResetPasswordInput EmailChange EmailChangeInput ConfirmEmailChangeInput TakeEmailBackInput`,
  ),
  noun(
    'Phone numbers',
    'Proven by a code, shown as proven, never kept.',
    'phoneCountries requestPhoneCode confirmPhone removePhone',
    'PhoneCountry MyPhone PhoneNumberInput PhoneCodePayload ConfirmPhoneInput',
  ),
  noun('Places', 'The communes of France, for profiles and searches.', 'regions cities city', 'City Department Region'),
  noun(
    'Profiles',
    'What people show of themselves, and to whom.',
    'updateMyProfile myPreview man woman interests illustrations',
    'MyProfile UpdateProfileInput Completeness ProfileHint Person Man Woman ActivityBucket Interest InterestGroup',
  ),
  noun(
    'Photos and films',
    'Sent straight to the store, looked at, written anew, and shown to whoever may see them.',
    'myMedia media createUpload resumeUpload completeUpload arrangeMedia describeMedia removeMedia',
    `MyMedia Media MediaKind MediaPurpose MediaStatus MediaRefusal MediaSize CreateUploadInput Upload PhotoForm FormField FilmPart
     DescribeMediaInput RemoveMediaPayload`,
  ),
  noun(
    'Ads',
    'What men publish, how often it is read, and who sees that it was liked.',
    'myPosts createPost updatePost archivePost restorePost pinPost deletePost likePost unlikePost',
    `Post PostConnection PostEdge MyPost MyPostConnection MyPostEdge DayCount PostInput PostPayload DeletePostPayload LikePayload`,
  ),
  noun('Statistics', 'How a man is seen, in numbers of days that are over.', 'myStatistics', 'MyStatistics StatisticsDay Totals'),
  noun(
    'Discovery',
    'Women look.',
    'men menCount',
    'MenFilter AnyAll ManConnection ManEdge SearchScope ScopeKind ApproximateCount CountKind',
  ),
  noun('First steps', 'Only women take them.', 'createMatch firstStepAllowance', 'CreateMatchInput CreateMatchPayload FirstStepAllowance'),
  noun(
    'Conversations',
    'Of two people, and of nobody else.',
    'conversations conversation sendMessage setMediaAllowed markRead closeConversation closeAllConversations reopenConversation setTyping signals',
    `Conversation ConversationStatus SendPermission ConversationConnection ConversationEdge Message MessageKind Author QuotedPost
     MessageConnection MessageEdge SendMessageInput SendMessagePayload Signal Typing Presence`,
  ),
  noun(
    'The inbox',
    'Everything that changes for me, in order.',
    'inbox',
    'InboxEvent ConversationOpened MessageSent MessagesRead ConversationClosed MediaAllowedChanged MembershipChanged MediaChanged Tombstone',
  ),
  noun(
    'Notifications',
    'What a browser or a phone is told while one is away, and what not.',
    'pushOffer devices registerDevice removeDevice notificationSettings updateNotificationSettings',
    `PushOffer Device DeviceKind RegisterDeviceInput RemoveDevicePayload NotificationSettings NotificationKind QuietHours
     NotificationSettingsInput QuietHoursInput`,
  ),
  noun(
    'Membership',
    'What women pay, through Stripe.',
    'plans createCheckoutSession createBillingPortalSession',
    'Membership MembershipStatus Plan PlanInterval CheckoutSession PortalSession',
  ),
  noun(
    'Safety',
    'Blocking, reporting, what came of it, and why.',
    'block unblock blockedPeople blockContact unblockContact blockedContacts setHiddenWords report myReports mySanctions appeal acknowledgeDecision',
    `BlockedPerson BlockedPersonConnection BlockedPersonEdge BlockedContact BlockContactInput ContactKind HiddenWordsInput ReportInput ReportReason ReportTarget ReportPayload MyReport ReportState
     MyReportConnection MyReportEdge Sanction SanctionState Outcome Rule Appeal AppealInput`,
  ),
  noun(
    'Moderation',
    'Who reads reports, what they see, and how they decide. Each reading and each act is audited.',
    'reports caseFile claimReport releaseReport decide previewStatement handleReport appeals decideAppeal moderators nameModerator',
    `Report ReportStatus ReportedPerson ReportConnection ReportEdge CaseFile CaseFileEvidence EvidenceProfile EvidencePost EvidenceMessage
     EvidenceAuthor EvidenceMedia PersonHistory Decision DecisionInput EvasionMatch MarkKind AppealCase AppealStatus AppealConnection AppealEdge AppealDecisionInput
     Moderator NameModeratorInput`,
  ),
  noun('The log', 'What is kept of an account, sealed into a chain.', 'myAudit', 'MyAuditEntry MyAuditKind MyAuditConnection MyAuditEdge'),
  noun('In all of it', 'What every chapter uses.', '', 'ErrorCode PageInfo Date DateTime RateLimitKey'),
];
