import Glibc
import NetlinkCore

exit(Program.run(ProgramArguments.bytes).rawValue)
