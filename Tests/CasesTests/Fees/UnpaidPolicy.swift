@testable import Cases

/// The real policy, with a renewal that is decided by two.
let unpaidByTwo = policy(changing: ["procedures/renewal.yaml": { "fourEyes: true\n" + $0 }])
