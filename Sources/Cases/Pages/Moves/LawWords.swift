import Kernel
import Languages
import LegalTime
import Web

/// A difference of two versions in words: for a page, for a terminal, for whoever reads lines.
struct LawWords {
    let t: Translator

    /// What it is and what became of it: `Paper: Passport – added`.
    func title(_ change: LawChange) -> String {
        t(
            "{part}: {name}",
            ["part": part(change.part), "name": change.name(t)])
    }

    func sign(_ sign: LawChange.Sign) -> String {
        switch sign {
        case .added: t("added")
        case .removed: t("removed")
        case .changed: t("changed")
        }
    }

    /// One line for each aspect: `How long: 3 months, now 9 months`.
    func details(_ change: LawChange) -> [String] {
        change.details.map { detail in
            let name = aspect(detail.aspect)
            if detail.aspect == .counting { return name }
            return t(
                "{aspect}: {old}, now {new}",
                ["aspect": name, "old": value(detail.old), "new": value(detail.new)])
        }
    }

    /// Where it stands and where it was read; nil where its file says neither.
    func ground(_ change: LawChange) -> String? {
        let article = [change.article].filter { !$0.isEmpty }
        let all = article + change.sources
        return all.isEmpty ? nil : all.joined(separator: " · ")
    }

    private func part(_ part: LawChange.Part) -> String {
        switch part {
        case .procedure: t("Procedure")
        case .rule: t("Who may apply")
        case .guide: t("Guidance")
        case .document: t("Paper")
        case .clock: t("Period")
        case .silence: t("What silence means")
        case .outcome: t("Outcome")
        case .ground: t("Ground of a decision")
        case .fee: t("Amount")
        case .letter: t("Letter")
        case .stage: t("Stage")
        case .step: t("Step of the way")
        case .table: t("Decision model")
        case .feeTable: t("Table of fees")
        case .charge: t("Part of a fee")
        case .reduction: t("Reduction of a fee")
        }
    }

    private func aspect(_ aspect: LawChange.Aspect) -> String {
        switch aspect {
        case .title: t("Name")
        case .text: t("Words")
        case .length: t("How long")
        case .starts: t("Begins with")
        case .ends: t("Ends with")
        case .stops: t("Stands still with")
        case .extensions: t("Grows with")
        case .distance: t("Days for the distance")
        case .counting: t("It is counted in another way")
        case .whose: t("Whose period")
        case .effect: t("What silence does")
        case .article: t("Article")
        case .sources: t("Source")
        case .confirmed: t("Confirmed in the text of the law")
        case .who: t("Who brings it")
        case .validMonths: t("Good for")
        case .turn: t("Whose turn")
        case .clock: t("Period that is waited for")
        case .condition: t("Condition")
        case .order: t("Order of the stages")
        case .act: t("On the button")
        case .by: t("Done by")
        case .from: t("From")
        case .otherwise: t("Said where it cannot be done yet")
        case .repeats: t("May happen again")
        case .note: t("What is asked beside it")
        case .tells: t("What the person is told")
        case .letter: t("Letter")
        case .hearing: t("The person is heard first")
        case .family: t("Family members in a file")
        case .until: t("Until")
        case .amount: t("Amount")
        case .contents: t("Model")
        case .payer: t("Who pays it")
        case .whom: t("For whom")
        case .unknown: t("What is not known of it")
        case .disputed: t("Amounts that say otherwise")
        case .charged: t("Procedure that charges it")
        }
    }

    private func value(_ value: LawValue) -> String {
        switch value {
        case .nothing: t("nothing")
        case .text(let text): "“\(text(t))”"
        case .plain(let text): "“\(text)”"
        case .period(let rule): length(rule, t)
        case .events(let kinds):
            kinds.isEmpty ? t("nothing") : t.list(kinds.map { eventWords($0, t) })
        case .flag(let isSo): isSo ? t("yes") : t("no")
        case .whose(let owner): owner == .person ? t("the person") : t("the office")
        case .effect(let effect): effectName(effect, t)
        case .turn(let turn): turnWord(turn, t)
        case .actor(let actor): actor == .person ? t("the person") : t("the office")
        case .owner(let owner): ownerWord(owner)
        case .months(let months): t.months(months)
        case .payer(let payer):
            payer == .member ? t("each person of the file") : t("once for the file")
        case .stages(let titles): t.list(titles.map { $0(t) })
        }
    }

    private func ownerWord(_ owner: DocumentKind.Owner) -> String {
        switch owner {
        case .holder: t("the holder")
        case .member: t("each person")
        case .child: t("each child")
        }
    }
}

/// Whether a change of the law is for or against the person, as the notice and the page of a case say it.
func favourWords(_ favour: Favour, _ t: Translator) -> String {
    switch favour {
    case .favourable: t("As far as dates and papers tell, this is in the person's favour.")
    case .unfavourable: t("As far as dates and papers tell, this is against the person.")
    case .mixed: t("Of dates and papers, some change in the person's favour and some against it.")
    case .neutral: t("No date and no paper changes by it.")
    }
}

/// That a fee which was asked for stays as it is, as the verdict and the notice of a move say it.
func demandWords(_ demand: MoveEffect.KeptDemand, _ t: Translator) -> String {
    let amount = FeeWords(t: t).money(demand.total.cents, demand.total.currency)
    return t(
        "The fee stays as it was asked for: {amount} ({basis}).",
        ["amount": amount, "basis": demand.basis])
}

/// What a verdict is called where verdicts are counted.
func verdictWords(_ verdict: String, _ t: Translator) -> String {
    switch MoveVerdict.Kind(rawValue: verdict) {
    case .clean: t("moves cleanly")
    case .dates: t("a legal date changes")
    case .stage: t("stands at another stage")
    case .papers: t("a paper becomes missing")
    case .cannot: t("stays as it is")
    case nil: t("done")
    }
}
