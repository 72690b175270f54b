import Kernel
import Storage

/// The person asks what the law grants them: a certificate of the state of their file, here at once (CPA, article 84).
struct IssueCertificate {
    let reference: Reference

    /// Returns the letter to show.
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> LetterID {
        let kase = try Case.find(reference, for: principal, in: db)
        let code = VerifyCode.new()
        let expires = house.zone.day(of: now).adding(days: certificateDays)
        try db.run(
            """
            INSERT INTO certificate (code, kase, issued_at, expires)
            VALUES (\(code.text), \(kase.id), \(now), \(expires))
            """)
        let event = CaseEvent.Issued(code: code.text, expires: expires)
        try kase.record(
            CaseEvent.certificateIssuedKind, event, by: principal, at: now, in: db, house)
        let making = MakeLetter(kase: kase, kind: .certificate, code: code, expires: expires)
        return try making.perform(by: principal, at: now, in: db, house)
    }
}

/// A choice of this installation: what a certificate says of a running file is soon old. One is issued anew at once.
let certificateDays = 90
