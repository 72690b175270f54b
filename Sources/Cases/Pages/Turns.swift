import Languages
import Web

extension CaseParts {
    /// Whose turn it is, in a sentence.
    var turn: String {
        switch (view.turn, isOwn) {
        case (.none, _): t("Nobody has to act: the case is decided.")
        case (.person, true) where view.kase.isDecided || isToPay:
            t("It is your turn: {stage}.", stage)
        case (.person, false) where view.kase.isDecided || isToPay:
            t("It is the person's turn: {stage}.", stage)
        case (.state, _) where view.kase.isDecided || view.isWindowOver && isToPay:
            t("It is the office's turn: {stage}.", stage)
        case (.state, _) where view.isWindowOver: windowOver
        case (.person, true) where view.history.waitsForAnswer:
            t("It is your turn: you may answer the draft before the office decides.")
        case (.person, false) where view.history.waitsForAnswer:
            t("It is the person's turn: they may answer the draft.")
        case (.state, true) where view.history.waitsForNotice:
            t("The office must reach you: your time to answer the draft has not begun.")
        case (.state, false) where view.cameBack:
            t("A message of the draft came back: the office must reach the person another way.")
        case (.state, false) where view.history.waitsForNotice:
            t("The office must reach the person: their time to answer the draft has not begun.")
        case (.person, true): t("It is your turn: hand in what is missing.")
        case (.person, false): t("It is the person's turn: documents were asked for.")
        case (.state, true): t("It is the office's turn: it examines your file.")
        case (.state, false): t("It is the office's turn.")
        }
    }

    /// Where neither papers nor an answer are waited for, what the person does is what the stage says: a fee.
    private var isToPay: Bool { !view.history.waitsForPapers && !view.history.waitsForAnswer }

    private var stage: [String: String] { ["stage": view.standing.stage.title(t)] }

    private var windowOver: String {
        switch (view.history.waitsForAnswer, isOwn) {
        case (true, true):
            t(
                "Your time to answer the draft is over: it is the office's turn. You can answer until it decides."
            )
        case (true, false):
            t("The person's time to answer the draft is over: it is the office's turn.")
        case (false, true):
            t(
                "Your time to hand in what is missing is over: it is the office's turn. You can hand it in until it decides."
            )
        case (false, false):
            t("The person's time to hand in documents is over: it is the office's turn.")
        }
    }

    /// Whose turn it is, short enough for a tag.
    var shortTurn: String {
        switch (view.turn, isOwn) {
        case (.person, true): t("Your turn")
        case (.person, false): t("The person's turn")
        default: t("The office's turn")
        }
    }

    /// Said where a period is counted from a letter that came back: nobody has told us what the law makes of it.
    var contested: HTML? {
        guard let letter = view.history.hearing?.returned, !view.kase.isDecided else { return nil }
        let values = ["date": t.date(letter.day)]
        let words =
            isOwn
            ? t(
                "The registered letter with the draft came back on {date}. The days are still counted from its sending, but it is contested that you received it: say so in your answer, or at the office.",
                values)
            : t(
                "The registered letter with the draft came back on {date}. The days are still counted from its sending, but it is contested that the person received it: bring the draft to them another way.",
                values)
        return "<p>\(tag(t("Contested"), .care)) \(words) \(unverifiedMark(t))</p>"
    }
}

func turnWord(_ turn: Turn, _ t: Translator) -> String {
    switch turn {
    case .person: t("the person")
    case .state: t("the office")
    case .none: t("nobody")
    }
}
