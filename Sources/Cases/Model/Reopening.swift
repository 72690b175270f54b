import Kernel

extension CaseEvent {
    static let reopenedKind = "case.reopened"

    /// A case that was closed is open again: nobody knows that its person was reached before.
    struct Reopened: Codable, Sendable, Equatable {
        let reason: String
    }
}

extension CaseHistory {
    /// Why a case is not opened again, or nil: it was closed against its person, who answered no draft and of whom
    /// nothing shows that they knew of one. What the law only presumes shows nothing.
    func reopeningRefusal(_ procedure: Procedure) -> ReopenRefusal? {
        guard let decision else { return .notClosed }
        if procedure.outcome(decision.outcome)?.needsPapers ?? false { return .granted }
        if procedure.steps.contains(where: { $0.ends == decision.outcome }) { return .withdrawn }
        guard let hearing else { return nil }
        if hearing.answer != nil { return .reached }
        switch hearing.notice {
        case .read, .handed, .delivered: return .reached
        case .registered, nil: return nil
        }
    }

    /// The case goes on as if it had never been closed: the office's clock counts from where it did, the days of the
    /// closure included. A draft that is out has to reach its person anew; what had been asked for is asked again.
    mutating func reopen() {
        guard decision != nil else { return }
        decision = nil
        decidedAt = nil
        clockEvents.removeAll { $0.kind == CaseEvent.decidedKind }
        if let imported, imported.decided != nil { self.imported = imported.pending }
        guard hearing?.answer == nil, hearing?.notice == .registered else { return }
        hearing?.notice = nil
        hearing?.returned = nil
        clockEvents.removeAll { $0.kind == CaseEvent.hearingRegisteredKind }
    }
}

extension CaseEvent.Imported {
    /// The same as the other system kept it before it decided.
    fileprivate var pending: CaseEvent.Imported {
        CaseEvent.Imported(
            filed: filed, filedAt: filedAt, source: source, number: number,
            nationality: nationality, documents: documents, mail: mail, phone: phone, decided: nil)
    }
}

/// Why a case is not opened again, or not asked to be.
enum ReopenRefusal: Refusal, Equatable {
    case notClosed
    case granted
    case reached
    case withdrawn
    case askedAlready

    var kind: RefusalKind { .conflict }

    var explanation: String {
        switch self {
        case .notClosed: t("This case is open.")
        case .granted: t("This case was granted: there is nothing to open again.")
        case .reached:
            t(
                "The person knew of the draft before it was decided. Against the decision there are the remedies that its letter names."
            )
        case .withdrawn:
            t("The person took this request back themselves. They can hand in another.")
        case .askedAlready: t("It was asked already that this case be opened again.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
