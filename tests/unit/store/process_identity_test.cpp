#include "junheng/store/process_identity.h"

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace junheng::store {
namespace {

TEST(ProcessIdentityOfPrograms, OwnOneLives) {
  const ProcessIdentity own = this_process();
  EXPECT_EQ(own.pid, getpid());
  EXPECT_FALSE(own.start.empty());
  EXPECT_EQ(state_of(own), ProcessState::Lives);
}

TEST(ProcessIdentityOfPrograms, AnotherStartIsAnotherProcess) {
  ProcessIdentity other = this_process();
  other.start += "1";
  EXPECT_EQ(state_of(other), ProcessState::Ended);
}

TEST(ProcessIdentityOfPrograms, AnotherHostIsElsewhere) {
  ProcessIdentity other = this_process();
  other.host += "x";
  EXPECT_EQ(state_of(other), ProcessState::Elsewhere);
}

TEST(ProcessIdentityOfPrograms, WhatNamesNoMachineOrNoStartIsElsewhere) {
  ProcessIdentity hidden = this_process();
  hidden.start.clear();
  EXPECT_EQ(state_of(hidden), ProcessState::Elsewhere);
  EXPECT_EQ(state_of({"", getpid(), this_process().start}), ProcessState::Elsewhere);
}

TEST(ProcessIdentityOfPrograms, EndedOneThatNobodyAskedForHasEnded) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    char byte = 0;
    _exit(read(ends[0], &byte, 1) == 1 ? 0 : 1);
  }
  ProcessIdentity process = process_of(child);
  EXPECT_EQ(process.pid, child);
  EXPECT_EQ(state_of(process), ProcessState::Lives);
  ASSERT_EQ(write(ends[1], "x", 1), 1);
  siginfo_t state{};
  // Left as a zombie.
  ASSERT_EQ(waitid(P_PID, static_cast<id_t>(child), &state, WEXITED | WNOWAIT), 0);
  EXPECT_EQ(state_of(process), ProcessState::Ended);
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  EXPECT_EQ(state_of(process), ProcessState::Ended) << "gone";
}

}  // namespace
}  // namespace junheng::store
