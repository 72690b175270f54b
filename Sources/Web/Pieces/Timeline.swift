public import Languages

/// One step of a case's way along the quay.
public struct TimelineStep: Sendable {
    public enum State: Sendable {
        case done
        /// `turn` says in words who has to act; `yours` when it is the reader.
        case present(turn: String, yours: Bool)
        case coming
    }

    public let state: State
    public let title: String
    /// The day it happened, or the legal day by which it shall, already in words.
    public let when: String?
    public let detail: HTML?
    /// What happens if nobody acts; stands under the present step.
    public let ifNobodyActs: String?

    public init(
        _ state: State, _ title: String, when: String? = nil, detail: HTML? = nil,
        ifNobodyActs: String? = nil
    ) {
        self.state = state
        self.title = title
        self.when = when
        self.detail = detail
        self.ifNobodyActs = ifNobodyActs
    }
}

/// A case from its first day to its last: done filled, present ringed, coming hollow.
public func timeline(_ t: Translator, steps: [TimelineStep]) -> HTML {
    "<ol class=\"quay\">\(steps.html { timelineStep(t, $0) })</ol>"
}

private func timelineStep(_ t: Translator, _ step: TimelineStep) -> HTML {
    let when: HTML? = step.when.map { "<p class=\"quiet\">\($0)</p>" }
    switch step.state {
    case .done:
        return """
            <li class="done">\(bollard(.done))<p class="name">\(step.title)\(spoken(t("done")))</p>\(when)\(step.detail)</li>
            """
    case .coming:
        return """
            <li class="coming">\(bollard(.coming))<p class="name">\(step.title)\(spoken(t("to come")))</p>\(when)\(step.detail)</li>
            """
    case .present(let turn, let yours):
        return """
            <li class="present" aria-current="step">\(bollard(.present))<div class="step">
            <p>\(tag(turn, yours ? .yours : .now))</p><p class="name">\(step.title)</p>\(when)\(step.detail)
            \(step.ifNobodyActs.map { nobody(t, $0) })</div></li>
            """
    }
}

/// Words for ears: the eye has the shape.
private func spoken(_ word: String) -> HTML {
    "<span class=\"visually-hidden\"> (\(word))</span>"
}

private func nobody(_ t: Translator, _ text: String) -> HTML {
    "<p class=\"nobody\"><b>\(t("If nobody acts:"))</b> \(text)</p>"
}

private enum Bollard { case done, present, coming }

private func bollard(_ state: Bollard) -> HTML {
    let shape: HTML
    switch state {
    case .done:
        shape = """
            <circle cx="12" cy="12" r="10" fill="currentColor"/><path class="tick" d="m7.5 12.5 3 3 6-6.5" \
            fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>
            """
    case .present:
        shape = """
            <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="3"/>\
            <circle cx="12" cy="12" r="4.5" fill="currentColor"/>
            """
    case .coming:
        shape = """
            <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2"/>
            """
    }
    return
        "<svg class=\"bollard\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">\(shape)</svg>"
}
