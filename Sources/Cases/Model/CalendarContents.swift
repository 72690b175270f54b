import Kernel
import LegalTime

extension Policy {
    /// One text for all rules of the procedures that can move a date or a stage: another rule, another text.
    var clockContents: String {
        procedures.flatMap { procedure -> [String] in
            let clocks = procedure.clocks.map { rule in
                var plain = rule
                // Words move no date, and stand in no order.
                plain.titles = [:]
                return "\(procedure.code) \(plain)"
            }
            let stages = procedure.stages.map { stage in
                """
                \(procedure.code) \(stage.code)|\(stage.turn)|\(stage.clock ?? "-")|\(stage.when?.text ?? "-")\
                |\(stage.versions?.joined(separator: " ") ?? "-")
                """
            }
            return clocks + stages + procedure.spans
        }.joined(separator: "\n")
    }
}

extension HolidayCalendar {
    /// One text for all that can move a date: another calendar, another text.
    var contents: String {
        let rules = self.rules.map { rule in
            """
            \(rule.name)|\(rule.scope)|\(rule.category)|\(rule.when)|\(day(rule.validFrom))|\
            \(day(rule.validTo))|\(day(rule.known))|\(day(rule.withdrawn))
            """
        }
        let declared = declarations.map { holiday in
            """
            \(holiday.day)|\(holiday.name)|\(holiday.scope)|\(holiday.category)|\(holiday.part)|\
            \(day(holiday.known))|\(day(holiday.withdrawn))
            """
        }
        let recesses = self.recesses.map { "\($0.name)|\($0.when)" }
        let checked = years.map { "\($0)" } ?? "none"
        return ([checked, "\(rules.count)"] + rules + recesses + declared).joined(separator: "\n")
    }

    private func day(_ day: Day?) -> String { day.map { "\($0)" } ?? "-" }
}
