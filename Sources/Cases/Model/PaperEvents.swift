import Kernel

extension CaseHistory {
    /// Handed in, and not looked through yet.
    var waiting: Set<CaseDocumentID> { Set(waitingSince.keys) }

    /// Whether something that was handed in cannot be read yet, and is waited for.
    func isUnread(on today: Day, _ zone: Zone) -> Bool {
        waitingSince.values.contains {
            today <= zone.day(of: $0).adding(days: unreadDaysMax)
        }
    }

    /// One of those that were asked for is in, from the moment when it was handed in: that a scanner takes its time is
    /// neither the person's doing nor time of the office.
    mutating func receive(_ received: CaseEvent.Received, _ event: CaseEvent) {
        guard let open = openItems.first(where: { $0.item.id == received.item }) else { return }
        openItems.removeAll { $0.item.id == received.item }
        // What came before it was asked for answers at once.
        let came = max(received.cameAt ?? event.at, open.askedAt)
        let last = max(lastPaperAt ?? came, came)
        lastPaperAt = openItems.isEmpty ? nil : last
        // Only the last one lets the clock run on: it answers every request that is open.
        if openItems.isEmpty {
            answerRequests(event.kind, at: last)
            if hearing?.draft.outcome == lapsedOutcome { dropWarning() }
        }
    }

    private mutating func answerRequests(_ kind: String, at moment: Moment) {
        let open = clockEvents.reduce(0) { sum, one in
            sum + (one.kind == CaseEvent.requestedKind ? 1 : one.kind == kind ? -1 : 0)
        }
        let place = (clockEvents.lastIndex { $0.at <= moment } ?? -1) + 1
        clockEvents.insert(
            contentsOf: Array(repeating: (kind: kind, at: moment), count: max(open, 0)), at: place)
    }
}

/// A choice of this installation: what no scanner could read for so long has to be looked at on paper.
let unreadDaysMax = 10

extension CaseEvent {
    /// A letter was written, in one of the languages of its person.
    struct LetterMade: Codable, Sendable, Equatable {
        let id: LetterID
        let kind: String
        let language: String
    }
}
