import Kernel

/// That a qualification is recognised in part or on a condition: what is still to be done, or to be shown.
struct OpenRecognitionPage {
    let head: LetterHead
    let decided: String
    /// The steps that are missing; or, of a condition, what the proof rests on.
    let grounds: [LetterGround]
    let reasons: String
    /// Why papers that are missing did not stand in the way: one, or none.
    let despite: [LetterGround]
    var challenge: [LetterRule] = []
}

extension LetterKind {
    /// The letters of what grants; the other endings are heard first.
    static let granting: Set = [
        LetterKind.grant.rawValue, LetterKind.partialRecognition.rawValue,
        LetterKind.conditionalRecognition.rawValue,
    ]
}

extension LetterDesk {
    func openRecognition() -> OpenRecognitionPage {
        let own = history.decision.map { grounds($0.outcome, $0.grounds, $0.findings) } ?? []
        return OpenRecognitionPage(
            head: head, decided: decided, grounds: own, reasons: reasons,
            despite: Array(grounds.dropFirst(own.count)), challenge: challenge)
    }
}

extension OpenRecognitionPage {
    static func sample(_ head: LetterHead, _ grounds: [LetterGround]) -> OpenRecognitionPage {
        OpenRecognitionPage(
            head: head, decided: "d", grounds: grounds, reasons: "r", despite: grounds,
            challenge: [LetterRule(text: "t", article: "a", unverified: true)])
    }
}
