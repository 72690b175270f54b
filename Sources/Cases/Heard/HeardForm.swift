import Kernel
import Languages
import Web

/// Who asks, of a request that was heard, as it was typed.
struct HeardForm: Sendable {
    /// Nil where something cannot be read.
    let action: RegisterHeard?
    let errors: [FieldError]

    /// Before anything was typed.
    static let empty = HeardForm(action: nil, errors: [])

    private init(action: RegisterHeard?, errors: [FieldError]) {
        (self.action, self.errors) = (action, errors)
    }

    /// Reads what was typed; what cannot be read has a named error.
    init(_ exchange: Exchange, _ heard: HeardRequest, _ house: CaseHouse) {
        var input = FormInput(exchange)
        let name = input.text("name")
        let birth = input.day("birth")
        if let birth, !isPlausible(birth, on: house.zone.day(of: heard.heardAt)) {
            input.refuse("birth", exchange.t("Check the date of birth."))
        }
        let typed = exchange.form.text("municipality")
        let place = house.neighbours.municipalities.first { $0.code.text == typed }?.code
        if place == nil { input.refuse("municipality", exchange.t("Choose a municipality.")) }
        let language = exchange.form.text("language").flatMap { code in
            house.neighbours.spokenLanguages.contains { $0.code == code } ? code : nil
        }
        let alone = ["yes": true, "no": false][exchange.form.text("alone") ?? ""]
        errors = input.errors
        guard input.isValid, let birth, let place else {
            action = nil
            return
        }
        let person = PersonOfFile(
            name: name, birth: birth, relation: .holder, isInPortugal: true)
        action = RegisterHeard(
            heard: heard.id, person: person, municipality: place, language: language,
            isAlone: alone)
    }

    /// The same with what a rule found.
    func with(_ error: FieldError) -> HeardForm {
        HeardForm(action: nil, errors: errors + [error])
    }
}
