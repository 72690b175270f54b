import Kernel

/// The newest word of each voice on one measure, side by side.
struct Voices: Sendable {
    /// One for each voice and body, the responsible one first.
    let newest: [PlanReport]

    /// `reports` newest first.
    init(_ reports: [PlanReport]) {
        var seen: Set<String> = []
        newest = reports.filter {
            $0.stands && Voice.reporting.contains($0.voice)
                && seen.insert("\($0.voice.rawValue) \($0.body)").inserted
        }.sorted { rank($0.voice) < rank($1.voice) }
    }

    var lead: PlanReport? { newest.first { $0.voice == .lead } }

    /// Those who say something else than the responsible body, or speak where it is silent.
    var diverging: [PlanReport] {
        newest.filter { $0.voice != .lead && $0.now.claim?.course != lead?.now.claim?.course }
    }

    /// Those to whom the responsible body owes an answer.
    var unanswered: [PlanReport] { diverging.filter { $0.answer == nil } }
}

private func rank(_ voice: Voice) -> Int { Voice.allCases.firstIndex(of: voice) ?? 0 }
