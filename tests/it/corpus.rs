//! Small corpora in folders of their own, and the program run on them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PLAN: &str = "东莞市科技创新实施方案\n\n东莞市人民政府\n2018年3月1日\n\n一、工作目标\n到2020年,高新技术企业达到500家以上。\n\
                    二、重点任务\n(一)培育高新技术企业\n支持企业建设研发机构。(责任单位:市科技局、市财政局)\n\
                    (二)发展科技金融\n设立创业投资基金。(责任单位:市科技局、市财政局)\n";
const OPINION: &str =
    "江门市产业发展意见\n\n江门市人民政府\n2015年6月2日\n\n一、加强领导\n建立协调机制。(责任单位:市科技局)\n";

/// A folder with a corpus in it, in which the program runs.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().expect("there is room for a folder"))
    }

    /// Two documents in `docs/`.
    pub(crate) fn with_documents() -> Self {
        let folder = Self::empty();
        folder.write("docs/dongguan-2018.txt", PLAN.as_bytes());
        folder.write("docs/jiangmen-2015.txt", OPINION.as_bytes());
        folder
    }

    /// The same, built to `policy.graph`.
    pub(crate) fn with_graph() -> Self {
        let folder = Self::with_documents();
        folder.run(&["build", "docs"]).ended(0);
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        let bytes = fs::read(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        String::from_utf8(bytes).expect("it is UTF-8")
    }

    /// Every file below, hidden ones too, with `/`.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("it is a folder") {
                let path = entry.expect("it can be listed").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let below = path.strip_prefix(self.path()).expect("it lies below");
                    files.push(below.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        files.sort();
        files
    }

    /// Every file below but those of caches, which stay where a build fails.
    pub(crate) fn written(&self) -> Vec<String> {
        let mut files = self.files();
        files.retain(|file| !file.contains(".cache/"));
        files
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_policygraph"));
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the program runs");
        Ran {
            output,
            arguments: arguments.join(" "),
        }
    }
}

/// How a run ended.
pub(crate) struct Ran {
    output: Output,
    arguments: String,
}

impl Ran {
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// Checks the exit code.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        let (arguments, stderr) = (&self.arguments, self.stderr());
        assert_eq!(
            self.output.status.code(),
            Some(code),
            "policygraph {arguments}\n{stderr}"
        );
        self
    }

    /// Checks that standard error says this.
    #[track_caller]
    pub(crate) fn stderr_says(self, said: &str) -> Self {
        let stderr = self.stderr();
        assert!(
            stderr.contains(said),
            "policygraph {} does not say '{said}':\n{stderr}",
            self.arguments
        );
        self
    }

    /// Checks that standard error says this and that nothing stands on standard output.
    #[track_caller]
    pub(crate) fn complains(self, of: &str) -> Self {
        let stderr = self.stderr();
        assert!(
            stderr.contains(of),
            "policygraph {} does not say '{of}':\n{stderr}",
            self.arguments
        );
        assert_eq!(self.stdout(), "", "results only on standard output");
        self
    }
}
