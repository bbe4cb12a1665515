package dev.rondo.file;

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
    private final boolean deleteCheckpoint;

    public BackupAndRestore(Path directory) { this(directory, true); }

    private BackupAndRestore(Path directory, boolean deleteCheckpoint) {
        this.directory = directory;
        this.deleteCheckpoint = deleteCheckpoint;
    }

    /// Whether the backup is removed when the training ends; yes unless said.
    public BackupAndRestore deleteCheckpoint(boolean yes) { return new BackupAndRestore(directory, yes); }

    /// The file of the backup.
    public Path file() { return directory.resolve("training.backup"); }

    @Override
    public void trainBegin(Fit fit) {
        if (Files.exists(file())) fit.initialEpoch(Backup.read(file(), fit));
    }

    @Override
    public void epochEnd(int epoch, Map<String, Double> logs, Fit fit) { Backup.write(file(), epoch + 1, fit); }

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
