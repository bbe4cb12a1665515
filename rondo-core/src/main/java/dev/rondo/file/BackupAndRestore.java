package dev.rondo.file;

import dev.rondo.ModelFileException;
import dev.rondo.Legal;
import dev.rondo.StorageException;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.Fit;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// Lets a training that was interrupted go on (`keras/src/callbacks/backup_and_restore.py`): backs it up after every epoch,
/// and when `fit` is called again with the same model, data and options, also in another process, it goes on after the
/// last epoch that ended. It then ends with the same bits as a training that was never interrupted.
///
/// ```java
/// training.fit(data, epochs(50), earlyStopping("val_loss"), new BackupAndRestore(Path.of("runs/backup")));
/// ```
///
/// Give it last, so that what other callbacks do to the learning rate is in the backup. What callbacks know themselves
/// (how long an early stopping has waited), and the history of the epochs before the interruption, is not.
///
/// The file `training.backup` in the directory is replaced in one step; when the training ends, or is stopped by a
/// callback, it is removed. A backup that is damaged or belongs to another training is refused with a
/// [dev.rondo.ModelFileException], and nothing has changed then.
public final class BackupAndRestore implements Callback {
    private final Path directory;
    private final int saveFreq;
    private final boolean doubleCheckpoint;
    private final boolean deleteCheckpoint;
    private int epoch;
    private int batches;

    public BackupAndRestore(Path directory) { this(directory, 0, false, true); }

    private BackupAndRestore(Path directory, int saveFreq, boolean doubleCheckpoint, boolean deleteCheckpoint) {
        this.directory = directory;
        this.saveFreq = saveFreq;
        this.doubleCheckpoint = doubleCheckpoint;
        this.deleteCheckpoint = deleteCheckpoint;
    }

    /// Backs up after every `n` batches too, counted over all epochs. An epoch that was interrupted goes on with the batch
    /// after the backup; its logs are then over the batches that were left.
    public BackupAndRestore saveFreq(int n) {
        Legal.atLeast(1, "backup", "saveFreq", n);
        return new BackupAndRestore(directory, n, doubleCheckpoint, deleteCheckpoint);
    }

    /// Whether the backup is removed when the training ends; yes unless said.
    public BackupAndRestore deleteCheckpoint(boolean yes) {
        return new BackupAndRestore(directory, saveFreq, doubleCheckpoint, yes);
    }

    /// Keeps the backup before the last one too, as `training.backup.previous`: if the disk has damaged the last one, the
    /// training goes on from there, and says so. Keras's `double_checkpoint=True`.
    public BackupAndRestore doubleCheckpoint() {
        return new BackupAndRestore(directory, saveFreq, true, deleteCheckpoint);
    }

    /// The file of the backup.
    public Path file() { return directory.resolve("training.backup"); }

    @Override
    public void trainBegin(Fit fit) {
        batches = 0;
        if (doubleCheckpoint && Files.exists(previous())) readEither(fit);
        else if (Files.exists(file())) Backup.read(file(), fit);
    }

    /// The last backup or, if that cannot be used, the one before.
    private void readEither(Fit fit) {
        String reason = file() + " is gone"; // interrupted while it was replaced
        if (Files.exists(file())) {
            try {
                Backup.read(file(), fit);
                return;
            } catch (ModelFileException e) {
                reason = String.valueOf(e.getMessage());
                readPrevious(fit, e);
            }
        } else {
            Backup.read(previous(), fit);
        }
        fit.say("backup: %s; the training goes on from the backup before it, %s".formatted(reason, previous()));
    }

    /// The one before a damaged one, which goes away: the next backup would put it in the place of the good one.
    private void readPrevious(Fit fit, ModelFileException damage) {
        try {
            Backup.read(previous(), fit);
        } catch (ModelFileException older) {
            damage.addSuppressed(older);
            throw damage;
        }
        try {
            Files.delete(file());
        } catch (IOException e) {
            throw new StorageException(
                    "backup: the damaged %s cannot be removed; remove it by hand (%s)".formatted(file(),
                            e.getMessage()),
                    e);
        }
    }

    private Path previous() { return directory.resolve("training.backup.previous"); }

    private void write(int nextEpoch, int nextBatch, Fit fit) {
        try {
            if (doubleCheckpoint && Files.exists(file())) {
                Files.move(file(), previous(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "backup: %s cannot be kept as %s; check space and rights (%s)".formatted(file(), previous(),
                            e.getMessage()),
                    e);
        }
        Backup.write(file(), nextEpoch, nextBatch, fit);
    }

    @Override
    public void epochBegin(int number, Fit fit) { epoch = number; }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs, Fit fit) {
        if (saveFreq == 0 || ++batches % saveFreq != 0) return;
        boolean last = batch + 1 == fit.batches(); // the end of the epoch follows
        boolean done = Double.isFinite(logs.getOrDefault("loss", 0.0)); // else no step was taken
        if (done && !last) write(epoch, batch + 1, fit);
    }

    @Override
    public void epochEnd(int number, Map<String, Double> logs, Fit fit) { write(number + 1, 0, fit); }

    @Override
    public void trainEnd(Fit fit) {
        if (!deleteCheckpoint) return;
        try {
            Files.deleteIfExists(file());
            if (doubleCheckpoint) Files.deleteIfExists(previous());
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            return; // what else is there is not ours
        } catch (IOException e) {
            throw new StorageException(
                    "backup: %s cannot be removed; remove it, or the next training goes on from it (%s)"
                            .formatted(file(), e.getMessage()),
                    e);
        }
    }
}
