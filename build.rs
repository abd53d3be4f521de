//! Builds the two web apps into the binary.
//!
//! Debug: nothing is built; the files are read from `mobile-api/app/dist` and `maps/desk/dist`.
//! Release: each app is copied to the build's own folder (a build script must not write anywhere
//! else), installed from its lock file without install scripts, built, and compressed beside the
//! plain files. `WEB_DIST` points at ready-made files instead (`app/` and `desk/` in it).

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// Name, folder, and what its sources read outside of it.
const APPS: [(&str, &str, &[&str]); 2] = [
    (
        "app",
        "mobile-api/app",
        &["mobile-api/guard", "mobile-api/look", "mobile-api/themes"],
    ),
    (
        "desk",
        "maps/desk",
        &["mobile-api/look", "mobile-api/themes"],
    ),
];

fn main() -> Result<()> {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-env-changed=WEB_DIST");
    let out = PathBuf::from(env::var("OUT_DIR")?).join("web");
    fs::create_dir_all(&out)?;
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    for (name, folder, beside) in APPS {
        if env::var("PROFILE")? == "release" && env::var_os("WEB_DIST").is_none() {
            watch(folder, beside);
            build(name, &root, folder, beside, &out)?;
        } else {
            link(name, &root.join(folder).join("dist"), &out)?;
        }
    }
    let folder = env::var("WEB_DIST").map_or(out, PathBuf::from);
    println!("cargo:rustc-env=DOORSTEP_WEB={}", folder.display());
    Ok(())
}

/// What an app is made of, so that a change builds it anew.
fn watch(folder: &str, beside: &[&str]) {
    for part in [
        "src",
        "public",
        "index.html",
        "package-lock.json",
        "vite.config.ts",
    ] {
        println!("cargo:rerun-if-changed={folder}/{part}");
    }
    for part in beside {
        println!("cargo:rerun-if-changed={part}");
    }
}

/// Debug builds read the app's own `dist`.
fn link(name: &str, dist: &Path, out: &Path) -> Result<()> {
    let link = out.join(name);
    if link.is_symlink() {
        return Ok(());
    }
    if link.exists() {
        fs::remove_dir_all(&link)?;
    }
    std::os::unix::fs::symlink(dist, link)?;
    Ok(())
}

/// Copies what an app is made of, each folder where it lies in the sources, and builds it there.
fn build(name: &str, root: &Path, folder: &str, beside: &[&str], out: &Path) -> Result<()> {
    let (target, mark) = (out.join(name), out.join(format!("{name}.hash")));
    let parts = || std::iter::once(&folder).chain(beside);
    let mut hash = Sha256::new();
    for part in parts() {
        add_to_hash(&mut hash, root, &root.join(part))?;
    }
    let hash = format!("{:x?}", hash.finalize());
    if target.is_dir() && fs::read_to_string(&mark).ok().as_deref() == Some(&hash) {
        return Ok(());
    }
    let tree = out.join(format!("{name}-work"));
    if tree.exists() {
        fs::remove_dir_all(&tree)?;
    }
    for part in parts() {
        copy(&root.join(part), &tree.join(part))?;
    }
    let work = tree.join(folder);
    npm(
        &work,
        &["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    )?;
    npm(&work, &["run", "build"])?;
    if target.is_symlink() {
        fs::remove_file(&target)?;
    } else if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    fs::rename(work.join("dist"), &target)?;
    fs::write(mark, hash)?;
    Ok(())
}

fn npm(folder: &Path, arguments: &[&str]) -> Result<()> {
    let output = Command::new("npm").args(arguments).current_dir(folder).output().context(
        "npm is needed to build the web apps: install Node.js 20 or newer, or set WEB_DIST to a \
         folder with ready-made `app` and `desk`",
    )?;
    if !output.status.success() {
        bail!(
            "`npm {}` failed in {}:\n{}{}",
            arguments.join(" "),
            folder.display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}

/// Every source file of an app: not what npm or the build put there.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            if name == "node_modules" || name == "dist" {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn add_to_hash(hash: &mut Sha256, root: &Path, folder: &Path) -> Result<()> {
    for path in files(folder)? {
        hash.update(path.strip_prefix(root)?.to_string_lossy().as_bytes());
        hash.update(fs::read(&path)?);
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for path in files(from)? {
        let target = to.join(path.strip_prefix(from)?);
        fs::create_dir_all(target.parent().context("a file lies in a folder")?)?;
        fs::copy(&path, target)?;
    }
    Ok(())
}
