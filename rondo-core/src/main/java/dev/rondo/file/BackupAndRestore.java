package dev.rondo.file;

import dev.rondo.RondoException;
import dev.rondo.StorageException;
import dev.rondo.train.callback.Callback;
import dev.rondo.train.callback.Fit;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final boolean deleteCheckpoint;
    private int epoch;
    private int batches;

    public BackupAndRestore(Path directory) { this(directory, 0, true); }

    private BackupAndRestore(Path directory, int saveFreq, boolean deleteCheckpoint) {
        this.directory = directory;
        this.saveFreq = saveFreq;
        this.deleteCheckpoint = deleteCheckpoint;
    }

    /// Backs up after every `n` batches too, counted over all epochs. An epoch that was interrupted goes on with the batch
    /// after the backup; its logs are then over the batches that were left.
    public BackupAndRestore saveFreq(int n) {
        if (n < 1) throw new RondoException("backup: saveFreq is a number of batches, 1 or more, got " + n);
        return new BackupAndRestore(directory, n, deleteCheckpoint);
    }

    /// Whether the backup is removed when the training ends; yes unless said.
    public BackupAndRestore deleteCheckpoint(boolean yes) { return new BackupAndRestore(directory, saveFreq, yes); }

    /// The file of the backup.
    public Path file() { return directory.resolve("training.backup"); }

    @Override
    public void trainBegin(Fit fit) {
        batches = 0;
        if (Files.exists(file())) Backup.read(file(), fit);
    }

    @Override
    public void epochBegin(int number, Fit fit) { epoch = number; }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs, Fit fit) {
        if (saveFreq == 0 || ++batches % saveFreq != 0) return;
        boolean last = batch + 1 == fit.batches(); // the end of the epoch follows
        boolean done = Double.isFinite(logs.getOrDefault("loss", 0.0)); // else no step was taken
        if (done && !last) Backup.write(file(), epoch, batch + 1, fit);
    }

    @Override
    public void epochEnd(int number, Map<String, Double> logs, Fit fit) { Backup.write(file(), number + 1, 0, fit); }

    @Override
    public void trainEnd(Fit fit) {
        if (!deleteCheckpoint) return;
        try {
            Files.deleteIfExists(file());
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
