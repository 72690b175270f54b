import CSpawn
import Foundation
import Glibc

/// A program as a child of this one, in a folder of its own, with files for what it reads and writes.
///
/// Foundation's `Process` reads beyond what the system told it of open files, which ends the whole house where memory ends
/// there, and leads all threads into the child's folder for a moment; so the system is asked itself (posix_spawn(3)).
struct Spawned {
    private let id: pid_t

    /// Begins it; nothing of ours is inherited, neither files nor environment nor what is done with signals.
    init(
        _ program: String, _ arguments: [String], environment: [String: String], folder: String,
        files: [String]
    ) throws {
        var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (number, file) in files.enumerated() {
            let flags = number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
            try check(
                posix_spawn_file_actions_addopen(&actions, Int32(number), file, flags, 0o600))
        }
        try check(posix_spawn_file_actions_addchdir_np(&actions, folder))
        try check(posix_spawn_file_actions_addclosefrom_np(&actions, Int32(files.count)))
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        try check(posix_spawnattr_setsigmask(&attributes, &none))
        try check(posix_spawnattr_setsigdefault(&attributes, &all))
        // A group of its own: where it takes too long, what it began ends with it.
        try check(posix_spawnattr_setpgroup(&attributes, 0))
        try check(
            posix_spawnattr_setflags(
                &attributes,
                Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP)))
        let words = ([program] + arguments).map { strdup($0) }
        let settings = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in words + settings { free(text) } }
        var child = pid_t()
        try check(
            posix_spawn(&child, program, &actions, &attributes, words + [nil], settings + [nil]),
            program)
        id = child
    }

    /// Waits for its end: its status, 128 and the signal where one ended it; nil where it took longer, and was ended.
    func end(within seconds: Int) -> Int32? {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var pause = 0.001
        while true {
            if let status = ended(WNOHANG) { return status }
            if ContinuousClock.now > deadline {
                kill(-id, SIGKILL)
                _ = ended(0)
                return nil
            }
            Thread.sleep(forTimeInterval: pause)
            pause = min(pause * 2, pauseMax)
        }
    }

    /// Its status where it is over; nil while it runs.
    private func ended(_ options: Int32) -> Int32? {
        var status: Int32 = 0
        while true {
            switch waitpid(id, &status, options) {
            case id: break
            case -1 where errno == EINTR: continue
            case 0: return nil
            // Nobody else waits for it: it cannot be gone.
            default: return 127
            }
            let signal = status & 0x7f
            return signal == 0 ? (status >> 8) & 0xff : 128 + signal
        }
    }
}

/// What the system refuses, it says by a number.
private func check(_ refusal: Int32, _ what: String = "a child process") throws {
    if refusal != 0 { throw ChildTrouble("\(what): \(String(cString: strerror(refusal)))") }
}

/// Short beside what a document takes to print.
private let pauseMax = 0.016
