import Kernel
import LegalTime
import Web

extension HouseholdForm {
    /// What is kept of the people of a request: what was typed, and the people where all of it could be read.
    var contents: RequestContents {
        var typed: [String: String] = [:]
        for name in HouseholdForm.names(count: count) {
            if let text = input.form.text(name) { typed[name] = text }
        }
        var contents = RequestContents()
        contents.household = typed
        if input.isValid, let household, let municipality {
            contents.people = PeopleOfRequest(
                household: household, municipality: municipality, abroad: abroad?.rawValue)
        }
        return contents
    }
}

extension FormSection {
    /// What may stand in the fields before anybody answered: of the request's own people and of the last file.
    func firstAnswers(holder: PersonOfFile?, _ held: HeldAnswers?) -> [String: String] {
        var found: [String: String] = [:]
        for entry in allEntries {
            for field in fields {
                switch field.prefill {
                case .name: found[field.name(entry)] = holder?.name
                case .birth: found[field.name(entry)] = holder?.birth.description
                case .lastAnswer:
                    for name in field.names(entry) { found[name] = held?.answers[name] }
                case nil: continue
                }
            }
        }
        return found
    }
}
