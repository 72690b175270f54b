public import Kernel
public import LegalTime
public import Storage
public import Web

/// The door of the room: procedures, case files, clocks, decisions, letters and certificates.
public struct Cases: Sendable {
    public static var schema: [Migration] {
        casesSchema + [caseMandateColumns] + papersSchema + [casesLateChecks, casesHashedIDs]
            + [
                namesSchema, looksAndSweepsSchema, documentDigestsSchema, caseClocksSchema,
                documentValiditySchema, waitingDocumentsSchema, takesSchema, talliesSchema,
                numbersSchema, takenOverSchema, toDoSchema, questionsSchema, bulkRunsSchema,
                measuresSchema, listLooksSchema, unfinishedRequestsSchema, casePeopleSchema,
                caseKinSchema, caseTiesSchema, frontsSchema, apartSchema, keysByFileSchema,
                matchPagesSchema,
                heardSchema,
                precedentsSchema,
                recusalSchema,
                queueOrderSchema, costsSchema,
                consultedBodiesSchema, lookThingsSchema, caseTraitsSchema,
                marksSchema,
                personDaysSchema, listLooksOnceSchema, letterPDFsSchema, erasureSchema,
                tallyIndexSchema,
                courtsSchema, notAcceptedSchema, endingsSchema, endingRowsSchema,
                keptAccountsSchema,
            ]
    }

    let database: Database
    let documents: Documents
    let house: CaseHouse
    /// Looks through what people hand in; nil where no scanner is configured.
    let scan: ScanFile?
    /// Codes cannot be guessed; this keeps anyone from trying at the store's cost.
    let checks = RateLimiter(perMinute: checksPerMinute)
    /// Who takes a list along just now.
    let lists = ListGate()
    /// Whose letters are being printed just now.
    let prints = PrintGate()

    /// `verifyBase` is what stands before `/verify/…` in QR codes: `https://cais.example`. With `scan` a file joins only
    /// after it was looked through.
    public init(
        database: Database, documents: Documents, policy: Policy, zone: Zone,
        calendars: HolidayCalendar,
        neighbours: Neighbours, verifyBase: String, scan: ScanFile? = nil,
        payments: PaymentProvider? = nil, documentBytesMax: Int = usualDocumentBytesMax
    ) {
        self.scan = scan
        self.database = database
        self.documents = documents
        house = CaseHouse(
            policy: policy, zone: zone,
            calendars: OfficeCalendars(calendars, number: neighbours.officeNumber),
            neighbours: neighbours, verifyBase: verifyBase, payments: payments,
            documentBytesMax: documentBytesMax)
    }

    public var routes: [Route] {
        GuidePages(cases: self).routes + WizardPages(cases: self).routes
            + DeadlinePages(cases: self).routes + FeePages(cases: self).routes
            + FilingPages(cases: self).routes
            + CasePages(cases: self).routes + DocumentPages(cases: self).routes
            + HearingPages(cases: self).routes + StepPages(cases: self).routes
            + UndoPages(cases: self).routes + HearingDesk(cases: self).routes
            + LetterRoutes(cases: self).routes + VerifyPages(cases: self).routes
            + DeskPages(cases: self).routes + TakePages(cases: self).routes
            + BoardPages(cases: self).routes
            + GoalPages(cases: self).routes + RepeatPages(cases: self).routes
            + EscalatePages(cases: self).routes
            + HoldingsPages(cases: self).routes
            + DeskActions(cases: self).routes + DeskDocuments(cases: self).routes
            + ConsultationPages(cases: self).routes + QuestionPages(cases: self).routes
            + ReopenPages(cases: self).routes + CourtPages(cases: self).routes
            + NotAcceptedPages(cases: self).routes + EndingPages(cases: self).routes
            + LawPages(cases: self).routes + BulkPages(cases: self).routes
            + PaymentPages(cases: self).routes + FourEyesPages(cases: self).routes
            + MemberPages(cases: self).routes + AgePages(cases: self).routes
            + DuplicatePages(cases: self).routes + KeyPages(cases: self).routes
            + ApartPages(cases: self).routes + TiePages(cases: self).routes
            + HeardPages(cases: self).routes
            + RecognitionPages(cases: self).routes + FlowPages(house.policy).routes
            + TacitPages(cases: self).routes + ErasurePages(cases: self).routes
    }
}

/// What arrives goes sealed into the spool of the documents.
extension DocumentDraft: FilePlace {}

/// A clerk with a pile of papers checks one a second.
private let checksPerMinute = 60
