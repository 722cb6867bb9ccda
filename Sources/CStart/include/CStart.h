// What the program does before Swift begins; nothing to call.
