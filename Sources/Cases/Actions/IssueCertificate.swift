import Kernel
import Storage

/// The person asks what the law grants them: a certificate of the state of their file, here at once (CPA, article 84).
/// Asked again on the same day of an unchanged file, it is the same paper.
struct IssueCertificate {
    let reference: Reference

    /// Returns the letter to show.
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> LetterID {
        let kase = try Case.find(reference, for: principal, in: db)
        let today = house.zone.day(of: now)
        if let same = try standing(of: kase, on: today, in: db, house) { return same }
        let since = now.adding(seconds: -Int64(certificateSpanDays) * 86_400)
        // Each who asks has a share of their own: nobody with a mandate uses up the person's right.
        let recent = try db.count(
            """
            SELECT COUNT(*) FROM certificate WHERE kase = \(kase.id) AND issued_at > \(since)
                AND asked_by = \(principal.account)
            """)
        if let refusal = IssueCertificate.refusal(recent: recent) { throw refusal }
        return try issue(kase, today, by: principal, at: now, in: db, house)
    }

    /// Why no further one is made now, or nil.
    static func refusal(recent: Int) -> CaseRefusal? {
        recent >= certificatesPerSpanMax ? .tooManyCertificates : nil
    }

    /// The letter of the certificate that says the same, in the person's language where it was made in it.
    private func standing(
        of kase: Case, on today: Day, in db: Reader, _ house: CaseHouse
    ) throws -> LetterID? {
        let language = try house.neighbours.language(kase.applicant, db)
        return try db.value(
            """
            SELECT letter.id FROM certificate JOIN letter ON letter.code = certificate.code
            WHERE certificate.kase = \(kase.id) AND certificate.day = \(today)
                AND certificate.standing = \(kase.standing)
            ORDER BY CASE WHEN letter.language = \(language) THEN 0 ELSE 1 END, letter.id DESC LIMIT 1
            """)
    }

    private func issue(
        _ kase: Case, _ today: Day, by principal: Principal, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws -> LetterID {
        let code = VerifyCode.new()
        let expires = today.adding(days: certificateDays)
        try db.run(
            """
            INSERT INTO certificate (code, kase, issued_at, expires, day, standing, asked_by)
            VALUES (\(code.text), \(kase.id), \(now), \(expires), \(today), \(kase.standing),
                \(principal.account))
            """)
        let event = CaseEvent.Issued(code: code.text, expires: expires)
        try kase.note(CaseEvent.certificateIssuedKind, event, by: principal, at: now, in: db)
        let making = MakeLetter(kase: kase, kind: .certificate, code: code, expires: expires)
        return try making.perform(by: principal, at: now, in: db, house)
    }
}

extension Case {
    /// What a certificate would say of this file: two with one standing say the same.
    var standing: String {
        "\(projection.state) \(projection.turn.rawValue) \(projection.nextDate.map { "\($0)" } ?? "-")"
    }
}

/// A choice of this installation: what a certificate says of a running file is soon old. One is issued anew at once.
let certificateDays = 90
/// A choice of this installation: each one is a letter that is kept and a message that is sent, and those of the
/// last days are still valid; a file changes less often than this.
let certificatesPerSpanMax = 10
let certificateSpanDays = 30
