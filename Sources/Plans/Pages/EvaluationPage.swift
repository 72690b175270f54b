import Kernel
import Languages
import Web

/// An evaluation by criteria, then each recommendation with its answer, its clock, and what became of it.
struct EvaluationPage {
    let evaluation: Evaluation
    let plan: PlanHeader
    let nodes: [MeasureID: PlanNode]
    let exchange: Exchange

    private var t: Translator { exchange.t }
    private var forms: EvaluationForms { EvaluationForms(exchange: exchange) }

    var html: HTML {
        let mayWrite = exchange.principal?.mayEvaluate == true
        return """
            \(breadcrumbs(t, [NavItem(plan.name(t), path: "/plan?plan=\(plan.key)"), NavItem(t("Evaluations"), path: "/plan/evaluations?plan=\(plan.key)"), NavItem(evaluation.name, path: "", current: true)]))
            <h1>\(evaluation.name)</h1><p class="lead">\(evaluation.evaluator), \(t.date(evaluation.day))</p>
            <p class="quiet small">\(t("Source")): \(linkedText(evaluation.source))</p>
            <h2>\(t("Findings"))</h2>\(findings)\(if: mayWrite, forms.finding(evaluation))
            <h2>\(t("Recommendations"))</h2>\(recommendations)\(if: mayWrite, forms.recommendation(evaluation))
            """
    }

    private var findings: HTML {
        if evaluation.findings.isEmpty { return "<p class=\"quiet\">\(t("None"))</p>" }
        return Criterion.allCases.html { criterion -> HTML in
            let found = evaluation.findings.filter { $0.criterion == criterion }
            let items = found.html { one -> HTML in
                let link: HTML? = one.node.flatMap { nodes[$0] }.map {
                    " <a href=\"\(measurePath($0))\">\($0.code)</a>"
                }
                return "<li>\(one.words)\(link)</li>"
            }
            return found.isEmpty ? "" : "<h3>\(criterion.words(t))</h3><ul>\(items)</ul>"
        }
    }

    private var recommendations: HTML {
        if evaluation.recommendations.isEmpty { return "<p class=\"quiet\">\(t("None"))</p>" }
        let items = evaluation.recommendations.html { one -> HTML in
            let clock = one.clock(on: exchange.now.utcDay)
            let answer: HTML =
                one.decision.map {
                    "<p>\(t("Answer")): \($0.words(t)). \(one.response)</p>"
                } ?? ""
            let outcome: HTML =
                one.followed == nil ? "" : "<p>\(one.outcome) \(linkedText(one.proof))</p>"
            return
                "<li><p>\(one.words) \(tag(clock.words(t), clock.isLate ? .care : .now))</p>\(answer)\(outcome)\(form(one))</li>"
        }
        return "<ol>\(items)</ol>"
    }

    private func form(_ one: Recommendation) -> HTML {
        guard let person = exchange.principal, person.has(.coordinator) else { return HTML() }
        if one.decision == nil {
            return person.account == evaluation.account ? HTML() : forms.response(one)
        }
        return one.decision == .rejected || one.followed != nil ? HTML() : forms.outcome(one)
    }
}

/// The forms of those who evaluate, and of those who answer.
struct EvaluationForms {
    let exchange: Exchange

    private var t: Translator { exchange.t }

    func begin(_ plan: PlanHeader) -> HTML {
        """
        <h2>\(t("Write an evaluation down"))</h2>
        \(postForm(to: "/desk/plan/evaluations", fields: exchange.formFields, """
            \(hiddenField("plan", plan.key))\(textField(t, name: "name", label: t("Title")))\
            \(textField(t, name: "evaluator", label: t("Who evaluated")))\(dateField(t, name: "day", label: t("Day")))\
            \(textField(t, name: "source", label: t("Where it can be read")))\
            <div class="actions">\(button(t("Write it down"), kind: .secondary))</div>
            """))
        """
    }

    func finding(_ evaluation: Evaluation) -> HTML {
        let criteria = Criterion.allCases.map { Choice($0.rawValue, $0.words(t)) }
        return folded(
            t("Add a finding"), to: "/desk/plan/evaluations/\(evaluation.id)/findings",
            """
            \(selectField(t, name: "criterion", label: t("Criterion"), options: criteria))\
            \(textField(t, name: "code", label: t("Code of a measure"), required: false, short: true))\
            \(textArea(t, name: "finding", label: t("What was found"), rows: 3))
            """)
    }

    func recommendation(_ evaluation: Evaluation) -> HTML {
        folded(
            t("Add a recommendation"),
            to: "/desk/plan/evaluations/\(evaluation.id)/recommendations",
            textArea(t, name: "recommendation", label: t("What is recommended"), rows: 3))
    }

    func response(_ one: Recommendation) -> HTML {
        let choices = Recommendation.Decision.allCases.map { Choice($0.rawValue, $0.words(t)) }
        return folded(
            t("Answer"), to: "/desk/plan/recommendations/\(one.id)/response",
            """
            \(selectField(t, name: "decision-\(one.id)", label: t("What is decided"), options: choices))\
            \(textArea(t, name: "words-\(one.id)", label: t("Your answer, which everybody reads"), rows: 3))\
            \(dateField(t, name: "due-\(one.id)", label: t("By when"), required: false))
            """)
    }

    func outcome(_ one: Recommendation) -> HTML {
        folded(
            t("Say what became of it"), to: "/desk/plan/recommendations/\(one.id)/outcome",
            """
            \(textArea(t, name: "words-\(one.id)", label: t("What was done"), rows: 3))\
            \(textField(t, name: "proof-\(one.id)", label: t("Evidence")))
            """)
    }

    private func folded(_ title: String, to path: String, _ fields: HTML) -> HTML {
        """
        <details><summary>\(title)</summary>\(postForm(to: path, fields: exchange.formFields, """
            \(fields)<div class="actions">\(button(t("Keep"), kind: .secondary))</div>
            """))</details>
        """
    }
}
