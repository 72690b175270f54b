#pragma once
#include <spawn.h>
// Of the C library itself since 2.34, which shows them to GNU sources only.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
