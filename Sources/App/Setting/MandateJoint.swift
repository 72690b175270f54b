import Cases
import People

extension CaseMandate {
    init(_ held: HeldMandate) {
        self.init(
            number: held.number, person: held.person, name: held.name,
            mayAct: held.scope.allows(.act), mayFile: held.scope.allows(.file), also: held.also)
    }
}
