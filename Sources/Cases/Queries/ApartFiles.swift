import Kernel
import Storage

extension Principal {
    /// Which files somebody has a part in as staff, as `Case.access(of:)` tells it, for lists: those but a few, which one
    /// partial index names. `id` is the column of the file's identifier.
    func takesPart(in id: SQL = "id") -> SQL {
        var reasons = Apart.words(of: name).map { word -> SQL in
            let pattern = Apart.pattern(word)
            return "apart LIKE \(pattern)"
        }
        if case .offices(let offices) = WorkOffices(asSupervisor) {
            let pattern = Apart.pattern(Apart.supervisorsMark)
            let letIn = Apart.pattern(Apart.reader(account))
            let closed: SQL = "(apart LIKE \(pattern) AND NOT (apart LIKE \(letIn)))"
            reasons.append(
                offices.isEmpty ? closed : "(\(closed) AND NOT (office IN \(list: offices)))")
        }
        guard let first = reasons.first else { return "1 = 1" }
        let any = reasons.dropFirst().reduce(first) { "\($0) OR \($1)" }
        // Greater than nothing: each of the column, found by its index.
        return "\(id) NOT IN (SELECT id FROM kase WHERE apart > '' AND (\(any)))"
    }
}
