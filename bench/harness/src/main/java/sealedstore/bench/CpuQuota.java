package sealedstore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A control group that gives its processes a share of one CPU, as Lambda gives a function one by
 * its memory: 512 MB of the 1,769 MB that give a full CPU (AWS: "Configure Lambda function
 * memory").
 *
 * <p>Needs a cpu controller that this user may write to: cgroup v2, or v1 on older systems.
 */
final class CpuQuota implements AutoCloseable {

  /** 512 MB / 1,769 MB. */
  static final double SHARE_OF_512_MB = 0.29;

  // Short: with the kernel's default, 100 ms, a process is stopped for most of 100 ms at a time.
  private static final int PERIOD_MICROS = 20_000;

  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final Path group;

  private CpuQuota(Path group) {
    this.group = group;
  }

  /** The group, or empty if this machine allows none. */
  static Optional<CpuQuota> of(double share) {
    int quota = (int) Math.round(share * PERIOD_MICROS);
    String name = "sealed-store-bench-" + ProcessHandle.current().pid();
    return make(ROOT.resolve(name), List.of("cpu.max"), List.of(quota + " " + PERIOD_MICROS))
        .or(
            () ->
                make(
                    ROOT.resolve("cpu").resolve(name),
                    List.of("cpu.cfs_period_us", "cpu.cfs_quota_us"),
                    List.of(Integer.toString(PERIOD_MICROS), Integer.toString(quota))));
  }

  private static Optional<CpuQuota> make(Path group, List<String> files, List<String> values) {
    try {
      Files.createDirectory(group);
    } catch (IOException e) {
      return Optional.empty();
    }
    var quota = new CpuQuota(group);
    try {
      for (int i = 0; i < files.size(); i++) {
        Path file = group.resolve(files.get(i));
        if (!Files.exists(file)) {
          throw new IOException("no " + file);
        }
        Files.writeString(file, values.get(i));
      }
      return Optional.of(quota);
    } catch (IOException e) {
      quota.close();
      return Optional.empty();
    }
  }

  /** The command that runs another one in the group. */
  List<String> around(List<String> command) {
    var all = new ArrayList<String>();
    all.addAll(List.of("/bin/sh", "-c", "echo $$ > \"$0\" && exec \"$@\""));
    all.add(group.resolve("cgroup.procs").toString());
    all.addAll(command);
    return all;
  }

  @Override
  public void close() {
    try {
      Files.delete(group);
    } catch (IOException e) {
      System.err.println("could not remove " + group + ": " + e.getMessage());
    }
  }
}
